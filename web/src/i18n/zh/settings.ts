import type en from '../en/settings'

export default {
  title: '设置',
} satisfies Record<keyof typeof en, string>
