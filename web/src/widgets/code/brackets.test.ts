import { EditorState } from '@codemirror/state'
import { expect, it } from 'vitest'
import { backspaced, typed } from './brackets'

/** `|` is the cursor; with two, what is between is selected. */
const at = (marked: string): EditorState => {
  const anchor = marked.indexOf('|')
  const head = marked.lastIndexOf('|')
  return EditorState.create({
    doc: marked.replaceAll('|', ''),
    selection: { anchor, head: head === anchor ? anchor : head - 1 },
  })
}
const show = (state: EditorState): string => {
  const { from, to } = state.selection.main
  const text = state.doc.toString()
  return from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`
}
const type = (marked: string, text: string): string | null => {
  const state = at(marked)
  const does = typed(state, text)
  return does && show(state.update(does).state)
}

it.each([
  ['f|', '(', 'f(|)'],
  ['f(|)', ')', 'f()|'],
  ['f(|)', '[', 'f([|])'],
  ['x = |', '"', 'x = "|"'],
  ['x = "a|"', '"', 'x = "a"|'],
  ['|a + b|', '(', '(|a + b|)'],
])('%s and %s give %s', (before, text, after) => {
  expect(type(before, text)).toBe(after)
})

it.each([
  ['don|', "'"],
  ['"|', '"'],
  ['|name', '('],
  ['a|', 'b'],
  ['f(|', ')'],
])('%s and %s are left alone', (before, text) => {
  expect(type(before, text)).toBeNull()
})

it('takes both of an empty pair back', () => {
  const state = at('f(|)')
  expect(show(state.update(backspaced(state)!).state)).toBe('f|')
  expect(backspaced(at('f(x|)'))).toBeNull()
  expect(backspaced(at('|'))).toBeNull()
})
