import { beforeEach, expect, it } from 'vitest'
import { Offline, Problem } from '../api/problem'
import type { Answer } from '../api/types'
import { Keeper } from './keeper'
import { find, put, type Shelf } from './shelf'

class Memory implements Shelf {
  rows = new Map<string, string>()
  full = false
  get length() {
    return this.rows.size
  }
  key = (i: number) => [...this.rows.keys()][i] ?? null
  getItem = (k: string) => this.rows.get(k) ?? null
  removeItem = (k: string) => void this.rows.delete(k)
  setItem = (k: string, v: string) => {
    if (this.full) throw new DOMException('full', 'QuotaExceededError')
    this.rows.set(k, v)
  }
}

/** The server as the contract has it: versions, 409 for a stale one, both texts kept. */
class Server {
  kept: { answer: Answer; version: number } | null = null
  aside: Answer[] = []
  down = false
  send = async (answer: Answer, version: number): Promise<number> => {
    if (this.down) throw new Offline()
    if (version !== (this.kept?.version ?? 0)) {
      this.aside.push(answer)
      throw new Problem(409, { detail: 'stale', current: this.kept })
    }
    this.kept = { answer, version: version + 1 }
    return version + 1
  }
}

let shelf: Memory
let server: Server
let timers: (() => void)[]
const tab = (name: string): Keeper =>
  new Keeper(
    {
      encounter: 'e1',
      tab: name,
      shelf,
      send: server.send,
      changed: () => {},
      later: (act) => timers.push(act),
    },
    server.kept,
    'starter',
  )
const soon = async () => {
  for (const act of timers.splice(0)) act()
  await new Promise((done) => setTimeout(done))
}

beforeEach(() => {
  shelf = new Memory()
  server = new Server()
  timers = []
})

it('begins with the fallback, and keeps nothing of it', async () => {
  const keeper = tab('a')
  expect(keeper.answer).toBe('starter')
  await soon()
  expect(server.kept).toBeNull()
  expect(shelf.length).toBe(0)
})

it('is in this browser at once and on the server a moment later', async () => {
  const keeper = tab('a')
  keeper.type('one')
  expect(find(shelf, 'e1').get('a')?.answer).toBe('one')
  expect(keeper.keeping).toBe('sending')
  await soon()
  expect(server.kept).toEqual({ answer: 'one', version: 1 })
  expect(keeper.keeping).toBe('kept')
  expect(shelf.length).toBe(0)
})

it('what is typed while sending follows', async () => {
  const keeper = tab('a')
  keeper.type('one')
  for (const act of timers.splice(0)) act()
  keeper.type('two')
  await soon()
  await soon()
  expect(server.kept).toEqual({ answer: 'two', version: 2 })
})

it('a killed server loses nothing: it is here, and goes over later', async () => {
  const keeper = tab('a')
  server.down = true
  keeper.type('written in the dark')
  await soon()
  expect(keeper.keeping).toBe('here')
  server.down = false
  keeper.flush()
  await soon()
  expect(server.kept?.answer).toBe('written in the dark')
})

it('a reload before the server has it takes it up again', async () => {
  server.down = true
  tab('a').type('unsent')
  await soon()
  server.down = false
  const reloaded = tab('a')
  expect(reloaded.answer).toBe('unsent')
  await soon()
  expect(server.kept?.answer).toBe('unsent')
  expect(shelf.length).toBe(0)
})

it('two tabs: the second hears of the first, and neither text is lost', async () => {
  const a = tab('a')
  const b = tab('b')
  a.type('from a')
  await soon()
  b.type('from b')
  await soon()
  expect(b.keeping).toBe('conflict')
  expect(b.answer).toBe('from b')
  expect(b.conflict?.answer).toBe('from a')
  expect(server.kept?.answer).toBe('from a')
  expect(server.aside).toContain('from b')
  b.type('from b, more')
  await soon()
  expect(server.kept?.answer).toBe('from a')
  b.keepMine()
  await soon()
  expect(server.kept?.answer).toBe('from b, more')
  expect(b.keeping).toBe('kept')
})

it('two tabs: taking the other text', async () => {
  const a = tab('a')
  const b = tab('b')
  a.type('from a')
  await soon()
  b.type('from b')
  await soon()
  expect(b.takeTheirs()).toBe('from a')
  expect(server.aside).toContain('from b')
  b.type('from a, and on')
  await soon()
  expect(server.kept?.answer).toBe('from a, and on')
})

it('left here and overtaken on the server: a conflict, not an overwrite', async () => {
  const a = tab('a')
  a.type('one')
  await soon()
  server.down = true
  a.type('offline')
  await soon()
  server.down = false
  tab('b').type('elsewhere')
  await soon()
  const again = tab('a')
  await soon()
  expect(again.keeping).toBe('conflict')
  expect(again.answer).toBe('offline')
  expect(server.kept?.answer).toBe('elsewhere')
})

it('a tab without a text of its own takes over what another wrote', async () => {
  const a = tab('a')
  const b = tab('b')
  a.type('from a')
  await soon()
  expect(b.refresh(server.kept)).toBe(true)
  expect(b.answer).toBe('from a')
  expect(b.refresh(server.kept)).toBe(false)
  b.type('from a, and b')
  await soon()
  expect(server.kept?.answer).toBe('from a, and b')
  a.type('from a alone')
  expect(a.refresh(server.kept)).toBe(false)
  expect(a.answer).toBe('from a alone')
})

it('the same text twice is no conflict', async () => {
  const a = tab('a')
  const b = tab('b')
  a.type('same')
  await soon()
  b.type('same')
  await soon()
  expect(b.keeping).toBe('kept')
})

it('without room in the browser the server still gets it', async () => {
  shelf.full = true
  const keeper = tab('a')
  keeper.type('one')
  await soon()
  expect(server.kept?.answer).toBe('one')
})

it('what cannot be read on the shelf is left alone', () => {
  shelf.setItem('viva:draft:e1:a', '{broken')
  expect(tab('a').answer).toBe('starter')
  expect(shelf.length).toBe(1)
  put(shelf, 'e2', 'a', { answer: 'other', base: 0, at: 0 })
  expect(find(shelf, 'e1').size).toBe(0)
})
