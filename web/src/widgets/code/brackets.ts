import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state'
import { EditorView, type KeyBinding } from '@codemirror/view'

/** Brackets and quotes come in pairs. By hand: the library's own brings all of completion along. */

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}', "'": "'", '"': '"' }
const CLOSING = new Set(Object.values(PAIRS))

/** What typing `text` does at the one cursor of `state`; null: what it always does. */
export function typed(state: EditorState, text: string): TransactionSpec | null {
  const { main, ranges } = state.selection
  if (ranges.length > 1 || text.length !== 1) return null
  const close = PAIRS[text]
  if (!main.empty) {
    if (!close) return null
    return {
      changes: [
        { from: main.from, insert: text },
        { from: main.to, insert: close },
      ],
      selection: EditorSelection.range(main.anchor + 1, main.head + 1),
      userEvent: 'input.type',
    }
  }
  const at = main.head
  const before = state.sliceDoc(Math.max(0, at - 1), at)
  const next = state.sliceDoc(at, at + 1)
  if (CLOSING.has(text) && next === text)
    return { selection: EditorSelection.cursor(at + 1), userEvent: 'input.type' }
  if (!close) return null
  const room = !next || /[\s)\]}:,;]/.test(next)
  // A quote after a word, as in "don't", or after a quote, as in """, stays alone.
  const alone = text === close && /[\w'"]/.test(before)
  if (!room || alone) return null
  return {
    changes: { from: at, insert: text + close },
    selection: EditorSelection.cursor(at + 1),
    userEvent: 'input.type',
  }
}

/** What Backspace does between the two of a pair; null: what it always does. */
export function backspaced(state: EditorState): TransactionSpec | null {
  const { main, ranges } = state.selection
  if (ranges.length > 1 || !main.empty || main.head === 0) return null
  const at = main.head
  if (PAIRS[state.sliceDoc(at - 1, at)] !== state.sliceDoc(at, at + 1) || at === state.doc.length)
    return null
  return { changes: { from: at - 1, to: at + 1 }, userEvent: 'delete.backward' }
}

export const pairing = EditorView.inputHandler.of((view, _from, _to, text) => {
  if (view.composing || view.state.readOnly) return false
  const does = typed(view.state, text)
  if (does) view.dispatch(does)
  return does !== null
})

export const pairingKey: KeyBinding = {
  key: 'Backspace',
  run: (view) => {
    const does = view.state.readOnly ? null : backspaced(view.state)
    if (does) view.dispatch(does)
    return does !== null
  },
}
