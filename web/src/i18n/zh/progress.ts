import type en from '../en/progress'

export default {
  title: '进度',
} satisfies Record<keyof typeof en, string>
