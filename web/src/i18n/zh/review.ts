import type en from '../en/review'

export default {
  title: '复习',
  nothing: '没有到期的题。',
  nothing_text: '学过的都还记得。来一道新题？',
  something_new: '来一道新题',
  undo: '撤回上一次作答',
  undone: '已撤回：{title}',
  open_it: '重新作答',
} satisfies Record<keyof typeof en, string>
