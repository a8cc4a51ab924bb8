/** What a failing case shows, taken apart: `call` was made, `expected` should have come. */
export type Failure = { name: string; call: string; expected: string; got: string; rest: string }

const EXPECTED = /^(?:expected|应为|應為)\s*[:：]\s*/i
const GOT = /^(?:got|得到)(?: \(at [^)]*\))?\s*[:：]\s*/i

/** Reads the evidence of a code criterion; null where it has not that form. */
export function readFailure(evidence: string): Failure | null {
  const lines = evidence.split('\n')
  const expected = lines.findIndex((line) => EXPECTED.test(line))
  const got = lines.findIndex((line, i) => i > expected && GOT.test(line))
  if (expected < 0 || got < 0) return null
  const from = (start: number, end: number, label: RegExp): string =>
    lines
      .slice(start, end)
      .join('\n')
      .replace(label, '')
      .replace(/^\n/, '')
      .trimEnd()
  // After the value, a blank line begins what else there is to say.
  const blank = lines.findIndex((line, i) => i > got && !line.trim())
  const end = blank < 0 ? lines.length : blank
  return {
    name: lines[0] && expected > 0 ? lines[0] : '',
    call: lines.slice(1, expected).join('\n'),
    expected: from(expected, got, EXPECTED),
    got: from(got, end, GOT),
    rest: lines.slice(end).join('\n').trim(),
  }
}

export type Token = { text: string; differs: boolean }

const TOKEN = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\w+|\s+|[^\w\s]/gi
const tokens = (text: string): string[] => text.match(TOKEN) ?? []
const solid = (token: string): boolean => token.trim() !== ''

/**
 * Marks what differs between two printed values, token by token where both have the same form,
 * else not at all: a difference of form is seen without marks.
 */
export function compare(expected: string, got: string): { expected: Token[]; got: Token[] } {
  const left = tokens(expected)
  const right = tokens(got)
  const a = left.filter(solid)
  const b = right.filter(solid)
  const comparable = a.length === b.length
  const mark = (all: string[], other: string[]): Token[] => {
    let i = 0
    return all.map((text) => {
      if (!solid(text)) return { text, differs: false }
      const twin = other[i++]
      const equal = text === twin || (twin !== undefined && text !== '' && Number(text) === Number(twin))
      return { text, differs: comparable && !equal }
    })
  }
  return { expected: mark(left, b), got: mark(right, a) }
}
