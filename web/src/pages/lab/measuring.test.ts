import { expect, it } from 'vitest'
import { events } from './measuring'

it('events that come in pieces', () => {
  const heard: [string, string][] = []
  const hear = (name: string, data: string): void => void heard.push([name, data])
  let rest = events('event: progress\ndata: {"done":1}\n\nevent: fin', hear)
  expect(rest).toBe('event: fin')
  rest = events(rest + 'ding\ndata: {}\n\n', hear)
  expect(rest).toBe('')
  expect(heard).toEqual([['progress', '{"done":1}'], ['finding', '{}']])
})
