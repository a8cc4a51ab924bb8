import type en from '../en/today'

export default {
  title: '今天',
} satisfies Record<keyof typeof en, string>
