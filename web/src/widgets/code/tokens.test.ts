import { StringStream } from '@codemirror/language'
import { expect, it } from 'vitest'
import { start, token } from './tokens'

/** The coloured tokens of a text, as `word/colour`. */
function read(text: string): string[] {
  const state = start()
  const found: string[] = []
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 4, 4)
    while (!stream.eol()) {
      const colour = token(stream, state)
      if (colour && colour !== 'variableName') found.push(`${stream.current()}/${colour}`)
      expect(stream.pos).toBeGreaterThan(stream.start)
      stream.start = stream.pos
    }
  }
  return found
}

it('tells words, numbers and comments apart', () => {
  expect(read('def f(x=1.5e-3):  # why')).toEqual([
    'def/keyword',
    'f/variableName.definition',
    '1.5e-3/number',
    '# why/comment',
  ])
  expect(read('return None if not ok else 0x1F')).toEqual([
    'return/keyword',
    'None/atom',
    'if/keyword',
    'not/keyword',
    'else/keyword',
    '0x1F/number',
  ])
  expect(read('@np.vectorize')).toEqual(['@np.vectorize/meta'])
})

it('reads strings over lines', () => {
  expect(read('x = """one\ntwo "quoted"\nend""" + f"a"')).toEqual([
    '"""one/string',
    'two "quoted"/string',
    'end"""/string',
    'f"a"/string',
  ])
  expect(read("s = 'open\nreturn 1")).toEqual(["'open/string", 'return/keyword', '1/number'])
  expect(read(String.raw`s = 'it\'s' + ''`)).toEqual([String.raw`'it\'s'/string`, "''/string"])
})

it('takes match and case for names where they are', () => {
  expect(read('match = re.match(x)')).toEqual([])
  expect(read('match x:\n    case 1:')).toEqual(['match/keyword', 'case/keyword', '1/number'])
})
