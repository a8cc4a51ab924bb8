export default {
  title: 'Lab',
}
