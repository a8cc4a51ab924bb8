import { expect, it } from 'vitest'
import { match } from './match'
import { routes } from './routes'

it('reads parameters, decoded', () => {
  expect(match('/labs/:topic/:name', '/labs/batch_norm/two%20modes')).toEqual({
    topic: 'batch_norm',
    name: 'two modes',
  })
})

it('fits whole addresses only', () => {
  expect(match('/topics/:topic', '/topics')).toBeNull()
  expect(match('/topics', '/topics/auc')).toBeNull()
  expect(match('/', '/')).toEqual({})
  expect(match('/topics', '/topics/')).toEqual({})
  expect(match('/topics/:topic', '/topics/%E0%A4%A')).toBeNull()
})

it('no two pages have the same address', () => {
  const shapes = routes.map((route) => route.path.replace(/:\w+/g, ':'))
  expect(new Set(shapes).size).toBe(shapes.length)
})
