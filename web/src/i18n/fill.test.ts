import { expect, it } from 'vitest'
import { fill } from './fill'

it('fills names and leaves what it does not know', () => {
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}')
})

it('chooses by number', () => {
  const sentence = 'Again in {n:one day|# days}.'
  expect(fill(sentence, { n: 1 })).toBe('Again in one day.')
  expect(fill(sentence, { n: 12 })).toBe('Again in 12 days.')
  expect(fill(sentence, { n: 0 })).toBe('Again in 0 days.')
})
