export default {
  title: 'Review',
}
