import { expect, it } from 'vitest'
import { numberTex, split } from './counterexample'

it('finds the point and both values, in each language', () => {
  for (const line of [
    'At x = 1.27, s = 0.78 it gives -0.03; 0.1716 is right.',
    '在 x = 1.27, s = 0.78 处它等于 -0.03，应为 0.1716。',
    '在 x = 1.27, s = 0.78 處它等於 -0.03，應為 0.1716。',
  ]) {
    const { rest, counterexample } = split(`You wrote: s\n${line}`)
    expect(rest).toBe('You wrote: s')
    expect(counterexample).toEqual({
      at: [
        { name: 'x', value: '1.27' },
        { name: 's', value: '0.78' },
      ],
      given: '-0.03',
      right: '0.1716',
    })
  }
})

it('leaves evidence without one as it is', () => {
  expect(split('Your line 2.')).toEqual({ rest: 'Your line 2.', counterexample: null })
})

it('writes powers of ten', () => {
  expect(numberTex('1.2e-05')).toBe('1.2\\cdot 10^{-5}')
  expect(numberTex('3')).toBe('3')
})
