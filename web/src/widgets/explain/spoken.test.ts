import { expect, it } from 'vitest'
import { measure } from './spoken'

it('counts English by words', () => {
  const said = measure("Batch norm doesn't remove internal-covariate shift; 3.5 of 4 say so.")
  expect(said.words).toBe(11)
  expect(said.characters).toBe(0)
})

it('counts Chinese by characters, and English words within it', () => {
  const said = measure('训练时用 batch 的均值，推理时用滑动平均。')
  expect(said).toMatchObject({ characters: 15, words: 1 })
  expect(said.seconds).toBeCloseTo((15 / 240 + 1 / 150) * 60)
})

it('is zero for nothing', () => {
  expect(measure('  \n')).toEqual({ words: 0, characters: 0, seconds: 0 })
})
