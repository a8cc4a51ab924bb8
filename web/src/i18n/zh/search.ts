import type en from '../en/search'

export default {
  title: '搜索',
} satisfies Record<keyof typeof en, string>
