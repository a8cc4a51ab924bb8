export default {
  title: 'Labs',
}
