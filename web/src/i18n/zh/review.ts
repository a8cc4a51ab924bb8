import type en from '../en/review'

export default {
  title: '复习',
} satisfies Record<keyof typeof en, string>
