export default {
  title: 'Review',
  nothing: 'Nothing is due.',
  nothing_text: 'What you have learnt is still fresh. Something new?',
  something_new: 'A new question',
  undo: 'Take back the last answer',
  undone: 'Taken back: {title}',
  open_it: 'Answer it again',
}
