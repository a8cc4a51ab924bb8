export default {
  title: 'Progress',
}
