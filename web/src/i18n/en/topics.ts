export default {
  title: 'Topics',
}
