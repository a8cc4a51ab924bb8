import { expect, it } from 'vitest'
import { difference } from './difference'

const show = (a: string, b: string): string[] =>
  difference(a, b).map((row) => ({ same: ' ', gone: '-', new: '+' })[row.kind] + row.text)

it('keeps what is the same', () => {
  expect(show('a\nb\nc', 'a\nB\nc')).toEqual([' a', '-b', '+B', ' c'])
  expect(show('a\nb', 'a\nx\nb')).toEqual([' a', '+x', ' b'])
  expect(show('a\na', 'a')).toEqual([' a', '-a'])
  expect(show('same', 'same')).toEqual([' same'])
})

it('gives both texts back', () => {
  const a = 'def f(x):\n    y = x\n    return y\n'
  const b = 'def f(x):\n    return x\n\nf(1)\n'
  const rows = difference(a, b)
  const of = (not: string) => rows.filter((row) => row.kind !== not).map((row) => row.text).join('\n')
  expect(of('new')).toBe(a)
  expect(of('gone')).toBe(b)
})

it('does not stall on long texts', () => {
  const long = (mark: string) => Array.from({ length: 3000 }, (_, i) => mark + i).join('\n')
  expect(difference(long('a'), long('b'))).toHaveLength(6000)
})
