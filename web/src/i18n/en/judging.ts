export default {
  title: 'How am I judged?',
}
