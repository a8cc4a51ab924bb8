import { describe, expect, it } from 'vitest'
import { words as en } from './en'
import { words as zh } from './zh'
import { words as hant } from './zh.ts?traditional'

type Flat = Record<string, string>
const flat = (words: Record<string, Flat>): Flat =>
  Object.fromEntries(
    Object.entries(words).flatMap(([area, keys]) =>
      Object.entries(keys).map(([key, value]) => [`${area}.${key}`, value]),
    ),
  )
const english = flat(en)
const names = (sentence: string): string[] =>
  [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((found) => found[1]!))].sort()

describe.each([
  ['Simplified', flat(zh)],
  ['Traditional', flat(hant)],
])('%s Chinese', (_, chinese) => {
  it('has the same keys as English, none of them empty', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
    for (const [key, value] of Object.entries(chinese)) expect(value.trim(), key).not.toBe('')
  })

  it('is filled with the same values', () => {
    for (const [key, value] of Object.entries(chinese))
      expect(names(value), key).toEqual(names(english[key]!))
  })

  it('uses Chinese punctuation between Chinese characters', () => {
    for (const [key, value] of Object.entries(chinese))
      expect(value, key).not.toMatch(/[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(\s|$)/)
  })
})

it('Traditional is not Simplified', () => {
  expect(flat(hant)['app.settings']).toBe('設定')
})
