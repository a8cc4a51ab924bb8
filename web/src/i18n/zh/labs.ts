import type en from '../en/labs'

export default {
  title: '实验',
  lead: '就在本机上跑的小实验，以及它们证明了什么。动一动参数，看看会怎样。',
  count: '{n} 个实验，{claims} 条论断。',
  filter: '筛选',
  claims: '{n} 条论断',
  myths: '驳倒 {n} 个误区',
  needs: '需要 {extra}',
} satisfies Record<keyof typeof en, string>
