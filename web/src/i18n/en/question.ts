export default {
  title: 'Question',
}
