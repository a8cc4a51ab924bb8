export default {
  title: 'Settings',
}
