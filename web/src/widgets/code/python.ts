import { indentService, LanguageSupport, StreamLanguage } from '@codemirror/language'
import { indentation } from './indentation'
import { start, token, type State } from './tokens'

const language = StreamLanguage.define<State>({
  name: 'python',
  startState: start,
  copyState: (state) => ({ ...state }),
  token,
  languageData: {
    commentTokens: { line: '#' },
    indentOnInput: /^\s*([)\]}]|else:|elif |except |finally:)$/,
  },
})

const above = indentService.of((context, position) => {
  const line = context.state.doc.lineAt(position)
  // Of a line that is being broken, what is before the break counts as the line above.
  const broken = context.lineAt(position, -1)
  const after = context.lineAt(position, 1).text
  const lines: string[] = []
  for (let number = Math.max(1, line.number - 30); number < line.number; number += 1)
    lines.push(context.state.doc.line(number).text)
  if (broken.from < position) lines.push(broken.text)
  return indentation(lines, after, context.unit)
})

/** Python: its colours, and how deep a new line begins. */
export const python = new LanguageSupport(language, above)
