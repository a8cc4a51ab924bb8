import { expect, it } from 'vitest'
import { makeScale, near, short, ticks, tickWords } from './scale'

const free = { scale: 'linear', low: null, high: null } as const

it('holds the data, with air around it', () => {
  const scale = makeScale([[1, null, 5]], free)
  expect(scale.low).toBeLessThan(1)
  expect(scale.high).toBeGreaterThan(5)
  expect(scale.at(3)).toBeCloseTo(0.5)
})

it('keeps the ends that an axis fixes', () => {
  const scale = makeScale([[1, 5]], { ...free, low: 0, high: 10 })
  expect([scale.low, scale.high]).toEqual([0, 10])
})

it('a logarithmic axis leaves out what has no logarithm', () => {
  const scale = makeScale([[-1, 0, 1, 100]], { ...free, scale: 'log' }, 0)
  expect([scale.low, scale.high]).toEqual([1, 100])
  expect(scale.at(10)).toBeCloseTo(0.5)
})

it('one value, or none, still makes an axis', () => {
  expect(makeScale([[3]], free).at(3)).toBeCloseTo(0.5)
  expect(makeScale([[0]], free).high).toBeGreaterThan(0)
  expect(makeScale([[null]], { ...free, scale: 'log' }).high).toBe(10 ** 1.04)
})

it('ticks are round and inside', () => {
  expect(ticks(makeScale([[0, 1]], free, 0), 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => expect.closeTo(v)))
  expect(ticks(makeScale([[1e-8, 1e4]], { ...free, scale: 'log' }, 0), 6)).toEqual(
    [-8, -6, -4, -2, 0, 2, 4].map((e) => expect.closeTo(10 ** e)),
  )
  // Less than a decade: as on a linear axis, but never empty.
  expect(ticks(makeScale([[22, 28]], { ...free, scale: 'log' }, 0), 5).length).toBeGreaterThan(1)
})

it('writes numbers as people do', () => {
  expect(short(0)).toBe('0')
  expect(short(-0.25)).toBe('−0.25')
  expect(short(1234.5)).toBe('1235')
  expect(short(100000)).toBe('100\u202f000')
  expect(short(1e-8)).toBe('10⁻⁸')
  expect(short(-2.5e9)).toBe('−2.5·10⁹')
  expect(short(9.999e-7, 2)).toBe('10⁻⁶')
  expect(short(61100840)).toBe('6.11·10⁷')
  expect(short(61100840, 8)).toBe('61\u202f100\u202f840')
})

it('neighbours differ', () => {
  expect(tickWords([0, 0.25, 0.5])).toEqual(['0', '0.25', '0.5'])
  expect(tickWords([99.9998, 99.9999])).toEqual(['99.9998', '99.9999'])
})

it('shows what the resolution can tell', () => {
  expect(near(99.99990123, 0.00002)).toBe('99.9999')
  expect(near(152.3456, 20)).toBe('152')
  expect(near(0.5, 0)).toBe('0.5')
})
