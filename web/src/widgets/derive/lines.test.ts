import { expect, it } from 'vitest'
import { formulaOf, read, write, type Part } from './lines'

const parts: Part[] = [
  { name: 'slope', title: '', left: '', steps: [{ name: 'chain', title: '' }] },
  { name: 'optimum', title: '', left: '', steps: [] },
]

it('reads what was recorded', () => {
  expect(read(['slope: p/D', 'chain: q', '- q/(1-D)', 'optimum: p/(p+q)'], parts)).toEqual({
    slope: ['p/D', 'chain: q', '- q/(1-D)'],
    optimum: ['p/(p+q)'],
  })
})

it('reads what was kept, and gives it back', () => {
  const kept = { slope: 'p/D\n', optimum: '' }
  const lines = read(kept, parts)
  expect(lines).toEqual({ slope: ['p/D', ''], optimum: [''] })
  expect(write(lines)).toEqual(kept)
})

it('a single part needs no name', () => {
  expect(read('x^2', [parts[1]!])).toEqual({ optimum: ['x^2'] })
  expect(read([], parts)).toEqual({ slope: [], optimum: [] })
})

it('a step may be named', () => {
  expect(formulaOf('chain: q', parts[0]!)).toBe('q')
  expect(formulaOf('f: q', parts[0]!)).toBe('f: q')
})
