import type en from '../en/topics'

export default {
  title: '主题',
} satisfies Record<keyof typeof en, string>
