export default {
  title: 'Today',
}
