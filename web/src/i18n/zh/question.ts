import type en from '../en/question'

export default {
  title: '题目',
} satisfies Record<keyof typeof en, string>
