import type { StringStream } from '@codemirror/language'

/**
 * The words of Python, for colours only: a line at a time, no grammar. The library's parser is four
 * times the size of everything else that a page of ours loads.
 */

const KEYWORDS = new Set(
  `and as assert async await break case class continue def del elif else except finally for from
  global if import in is lambda match nonlocal not or pass raise return try while with yield`.split(/\s+/),
)
const CONSTANTS = new Set(['True', 'False', 'None', 'Ellipsis', 'NotImplemented'])
const NUMBER = /^(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d[\d_]*)?j?)/i
const STRING = /^[rbuf]{0,2}("""|'''|"|')/i
// `match` and `case` are names as well: keywords only where a line begins with one and ends in `:`.
const SOFT = new Set(['match', 'case'])

export type State = {
  /** The quotes of the string that is open. */
  quotes: string
  /** The next name is being defined. */
  defines: boolean
}

export const start = (): State => ({ quotes: '', defines: false })

/** Takes one token off the line; says what it is, or null. */
export function token(stream: StringStream, state: State): string | null {
  if (state.quotes) return inside(stream, state)
  if (stream.eatSpace()) return null
  if (stream.peek() === '#') {
    stream.skipToEnd()
    return 'comment'
  }
  const string = stream.match(STRING) as RegExpMatchArray | null
  if (string) {
    state.quotes = string[1]!
    return inside(stream, state)
  }
  if (stream.match(NUMBER)) return 'number'
  if (stream.match(/^@[\w.]+/)) return 'meta'
  const name = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u) as RegExpMatchArray | null
  if (!name) {
    stream.next()
    return null
  }
  const word = name[0]
  const begins = stream.string.slice(0, stream.start).trim() === ''
  if (SOFT.has(word) && !(begins && /:\s*(#.*)?$/.test(stream.string))) return 'variableName'
  if (KEYWORDS.has(word)) {
    state.defines = word === 'def' || word === 'class'
    return 'keyword'
  }
  if (CONSTANTS.has(word)) return 'atom'
  if (state.defines) {
    state.defines = false
    return 'variableName.definition'
  }
  return 'variableName'
}

function inside(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match(state.quotes)) {
      state.quotes = ''
      return 'string'
    }
    if (stream.next() === '\\') stream.next()
  }
  // A string in single quotes ends with its line, closed or not, unless the line goes on.
  if (state.quotes.length === 1 && !stream.string.endsWith('\\')) state.quotes = ''
  return 'string'
}
