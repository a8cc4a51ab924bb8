import { expect, it } from 'vitest'
import { dataOf } from './data'
import type { Lines, Series } from './figure'

const axis = { label: 'step', scale: 'linear', low: null, high: null } as const
const line = (name: string, x: number[]): Series => ({
  name,
  x,
  y: x.map((v) => v * v),
  low: null,
  high: null,
  look: 'solid',
})
const figure = (series: Series[]): Lines => ({
  kind: 'lines', id: 'f', title: '', summary: '', x: axis, y: { ...axis, label: 'loss' }, marks: [], series,
})

it('lines over the same steps share a column', () => {
  const data = dataOf(figure([line('a', [1, 2]), { ...line('b', [1, 2]), low: [0, 3], high: [2, null] }]))
  expect(data.columns).toEqual(['step', 'a', 'b', 'b ↓', 'b ↑'])
  expect(data.rows).toEqual([[1, 1, 1, 0, 2], [2, 4, 4, 3, null]])
})

it('others are one below the other', () => {
  const data = dataOf(figure([line('a', [1, 2]), line('b', [5])]))
  expect(data.columns).toEqual(['', 'step', 'loss'])
  expect(data.rows.at(-1)).toEqual(['b', 5, 25])
})

it('says how many rows there were', () => {
  const data = dataOf(figure([line('a', Array.from({ length: 1000 }, (_, i) => i))]))
  expect(data.rows).toHaveLength(600)
  expect(data.of).toBe(1000)
})
