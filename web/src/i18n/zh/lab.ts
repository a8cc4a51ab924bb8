import type en from '../en/lab'

export default {
  title: '实验',
} satisfies Record<keyof typeof en, string>
