export default {
  title: 'Myths',
}
