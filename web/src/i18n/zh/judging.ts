import type en from '../en/judging'

export default {
  title: '怎样评判',
} satisfies Record<keyof typeof en, string>
