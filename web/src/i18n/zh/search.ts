import type en from '../en/search'

export default {
  title: '搜索',
  field: '搜索主题、题目、实验和误区',
  hint: '中英文都可以。用方向键选择，按回车打开。',
  count: '“{q}”共有 {n} 条结果。',
  none: '没有找到“{q}”。',
  topics: '主题',
  questions: '题目',
  labs: '实验',
  myths: '误区',
} satisfies Record<keyof typeof en, string>
