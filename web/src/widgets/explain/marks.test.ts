import { expect, it } from 'vitest'
import { pieces } from './marks'

const text = 'It scales. It does not remove the shift.'

it('joined, the pieces are the text', () => {
  const cut = pieces(text, [
    { criterion: 'a', start: 0, end: 10 },
    { criterion: 'b', start: 11, end: 40 },
    { criterion: 'c', start: 20, end: 99 },
  ])
  expect(cut.map((piece) => piece.text).join('')).toBe(text)
  expect(cut.map((piece) => piece.criteria)).toEqual([['a'], [], ['b'], ['b', 'c']])
})

it('without evidence it is one piece', () => {
  expect(pieces(text, [])).toEqual([{ text, criteria: [] }])
  expect(pieces('', [{ criterion: 'a', start: 0, end: 3 }])).toEqual([])
})
