import {
  history,
  historyKeymap,
  indentWithTab,
  moveLineDown,
  moveLineUp,
  standardKeymap,
  toggleComment,
} from '@codemirror/commands'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { pairing, pairingKey } from './brackets'
import { python } from './python'

export type Acts = {
  change: (text: string) => void
  run: () => void
  submit: () => void
  keep: () => void
}
export type Editor = {
  /** Puts another text there; Ctrl+Z takes it back. */
  replace: (text: string) => void
  text: () => string
  describe: (label: string) => void
  readOnly: (on: boolean) => void
  focus: () => void
  destroy: () => void
}

// All colours are the theme's variables, so light and dark need no second style sheet.
const look = EditorView.theme({
  '&': { fontSize: '0.9rem', backgroundColor: 'var(--sheet)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 1rem 0 0.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-2)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 0.5rem 0 1rem' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--well) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--accent) 25%, transparent)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-wash)',
    outline: '1px solid var(--accent)',
  },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--pass)' },
  { tag: [tags.number, tags.atom], color: 'var(--partial)' },
  { tag: tags.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: tags.definition(tags.variableName), fontWeight: '600' },
  { tag: tags.meta, color: 'var(--ink-2)' },
])

const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** A Python editor in `parent`. Esc and then Tab leaves it. */
export function makeEditor(parent: HTMLElement, text: string, label: string, acts: Acts): Editor {
  const named = new Compartment()
  const closed = new Compartment()
  const name = (words: string) => EditorView.contentAttributes.of({ 'aria-label': words, tabindex: '0' })
  const own = (key: string, act: () => void) => ({
    key,
    run: () => {
      act()
      return true
    },
  })
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce()),
      Prec.highest(
        keymap.of([
          own('Mod-Enter', acts.run),
          own('Shift-Mod-Enter', acts.submit),
          own('Mod-s', acts.keep),
        ]),
      ),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      pairing,
      highlightActiveLine(),
      indentUnit.of('    '),
      EditorState.tabSize.of(4),
      python,
      syntaxHighlighting(colours),
      look,
      keymap.of([
        pairingKey,
        { key: 'Mod-/', run: toggleComment },
        { key: 'Alt-ArrowUp', run: moveLineUp },
        { key: 'Alt-ArrowDown', run: moveLineDown },
        ...standardKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      named.of(name(label)),
      closed.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) acts.change(update.state.doc.toString())
      }),
    ],
  })
  return {
    replace: (next) => {
      if (next === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    },
    text: () => view.state.doc.toString(),
    describe: (words) => view.dispatch({ effects: named.reconfigure(name(words)) }),
    readOnly: (on) =>
      view.dispatch({ effects: closed.reconfigure(on ? EditorState.readOnly.of(true) : []) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
