import { expect, it } from 'vitest'
import { latest } from './latest'

it('drops what came in between, and never the last', async () => {
  const asked: number[] = []
  const got: number[] = []
  const waiting: (() => void)[] = []
  const send = latest(
    (n: number) => {
      asked.push(n)
      return new Promise<number>((done) => waiting.push(() => done(n * 10)))
    },
    (result) => got.push(result),
  )
  for (const n of [1, 2, 3, 4]) send(n)
  expect(asked).toEqual([1])
  waiting.shift()!()
  await Promise.resolve().then(() => Promise.resolve())
  expect(asked).toEqual([1, 4])
  waiting.shift()!()
  await new Promise((done) => setTimeout(done))
  expect(got).toEqual([10, 40])
})

it('goes on after a failure', async () => {
  const failures: unknown[] = []
  const got: number[] = []
  const send = latest(
    async (n: number) => {
      if (n === 1) throw new Error('no')
      return n
    },
    (n) => got.push(n),
    (error) => failures.push(error),
  )
  send(1)
  send(2)
  await new Promise((done) => setTimeout(done))
  expect(failures).toHaveLength(1)
  expect(got).toEqual([2])
})
