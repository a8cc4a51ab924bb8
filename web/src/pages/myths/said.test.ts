import { beforeEach, expect, it } from 'vitest'
import { fits, keepSaid, readSaid } from './said'

beforeEach(() => localStorage.clear())

it('what fits a verdict', () => {
  expect(fits('false', 'wrong')).toBe(true)
  expect(fits('true', 'wrong')).toBe(false)
  expect(fits('depends', 'wrong')).toBe(false)
  expect(fits('depends', 'sloppy')).toBe(true)
  expect(fits('false', 'true_only_if')).toBe(false)
})

it('is kept, and what was spoiled is forgotten', () => {
  keepSaid({ 'a/b': 'true' })
  expect(readSaid()).toEqual({ 'a/b': 'true' })
  localStorage.setItem('viva.said', '{"a/b": "perhaps", "c/d": "false"}')
  expect(readSaid()).toEqual({ 'c/d': 'false' })
  localStorage.setItem('viva.said', 'null')
  expect(readSaid()).toEqual({})
  localStorage.setItem('viva.said', '{')
  expect(readSaid()).toEqual({})
})
