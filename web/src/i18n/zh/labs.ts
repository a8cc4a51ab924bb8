import type en from '../en/labs'

export default {
  title: '实验',
} satisfies Record<keyof typeof en, string>
