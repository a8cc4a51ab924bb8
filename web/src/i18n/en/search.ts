export default {
  title: 'Search',
  field: 'Search topics, questions, labs and myths',
  hint: 'In English or Chinese. The arrow keys go through what is found, Enter opens it.',
  count: '{n:One result|# results} for “{q}”.',
  none: 'Nothing found for “{q}”.',
  topics: 'Topics',
  questions: 'Questions',
  labs: 'Labs',
  myths: 'Myths',
}
