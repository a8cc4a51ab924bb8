import { expect, it } from 'vitest'
import { contour } from './contours'

it('crosses a slope half way', () => {
  expect(contour([[0, 1], [0, 1]], 0.5)).toEqual([[0.5, 0, 0.5, 1]])
})

it('goes around a peak', () => {
  const peak = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
  expect(contour(peak, 0.5)).toHaveLength(4)
})

it('leaves gaps alone', () => {
  expect(contour([[0, null], [0, 1]], 0.5)).toEqual([])
})
