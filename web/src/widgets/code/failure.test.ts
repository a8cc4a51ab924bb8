import { expect, it } from 'vitest'
import { compare, readFailure } from './failure'

it('takes a failing case apart', () => {
  expect(readFailure('SiLU: numbers\nsilu([-3., 0.])\nexpected: [-0.142, 0.]\ngot: [-3., 0.]')).toEqual({
    name: 'SiLU: numbers',
    call: 'silu([-3., 0.])',
    expected: '[-0.142, 0.]',
    got: '[-3., 0.]',
    rest: '',
  })
  const many = readFailure('大数\nf(\n  [[1.],\n   [2.]],\n)\n应为:\n[[1.],\n [2.]]\n得到 (at [0, 0]):\n[[0.],\n [2.]]')
  expect(many?.call).toBe('f(\n  [[1.],\n   [2.]],\n)')
  expect(many?.expected).toBe('[[1.],\n [2.]]')
  expect(many?.got).toBe('[[0.],\n [2.]]')
})

it('leaves an error message as it is', () => {
  expect(readFailure('NameError: name x is not defined')).toBeNull()
})

it('marks the numbers that differ, and not how they are written', () => {
  const { got } = compare('[-0.00405 ,  0.      , 2.0]', '[-3. ,  0. , 2.]')
  expect(got.filter((token) => token.differs).map((token) => token.text)).toEqual(['-3.'])
})

it('marks nothing where the forms differ', () => {
  const { expected, got } = compare('[1, 2, 3]', '[1, 2]')
  expect([...expected, ...got].some((token) => token.differs)).toBe(false)
})
