import { beforeEach, expect, it } from 'vitest'
import { Player, type Depth, type Wire, type Wish } from './player'

class Fake implements Wire {
  readyState = 0
  sent: Record<string, unknown>[] = []
  onopen: Wire['onopen'] = null
  onmessage: Wire['onmessage'] = null
  onclose: Wire['onclose'] = null
  send = (data: unknown): void => void this.sent.push(JSON.parse(String(data)))
  close = (): void => undefined
  opens(): void {
    this.readyState = 1
    this.onopen?.()
  }
  says(id: number, more: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ id, result: { figures: [], values: {}, params: {}, seed: id }, ...more }) })
  }
}

let wires: Fake[] = []
let shown: [number, Depth, boolean][] = []
let busy: (Depth | null)[] = []
let player: Player
let back: Promise<void>
let isBack: () => void
const wish = (seed: number, depth: Depth = 'preview'): Wish => ({ lab: 't/l', params: {}, seed, depth, lang: 'en' })
const seeds = (): unknown[] => wires.at(-1)!.sent.map((message) => message.seed)

beforeEach(() => {
  wires = []
  shown = []
  busy = []
  back = new Promise((resolve) => (isBack = resolve))
  player = new Player(
    {
      shown: (result, depth, partial) => shown.push([result.seed, depth, partial]),
      failed: () => undefined,
      busy: (depth) => busy.push(depth),
    },
    () => {
      wires.push(new Fake())
      return wires.at(-1)!
    },
    () => back,
  )
})

it('one preview at a time, and then the latest', () => {
  for (let seed = 1; seed <= 5; seed++) player.play(wish(seed))
  wires[0]!.opens()
  expect(seeds()).toEqual([1])
  wires[0]!.says(1)
  expect(seeds()).toEqual([1, 5])
  wires[0]!.says(2)
  expect(shown.map(([id]) => id)).toEqual([1, 2])
  expect(busy.at(-1)).toBeNull()
})

it('a full run gives way, and its late answer is not shown', () => {
  player.play(wish(1, 'full'))
  wires[0]!.opens()
  player.play(wish(2))
  wires[0]!.says(1)
  expect(shown).toEqual([])
  wires[0]!.says(2)
  expect(shown).toEqual([[2, 'preview', false]])
})

it('letting go sends the full run at once', () => {
  player.play(wish(1))
  wires[0]!.opens()
  player.play(wish(2))
  player.play(wish(2, 'full'))
  expect(wires[0]!.sent.map((m) => m.depth)).toEqual(['preview', 'full'])
  wires[0]!.says(2, { partial: true })
  wires[0]!.says(2)
  expect(shown).toEqual([[2, 'full', true], [2, 'full', false]])
})

it('cancelled is silent', () => {
  player.play(wish(1, 'full'))
  wires[0]!.opens()
  player.cancel()
  expect(wires[0]!.sent.at(-1)).toEqual({ cancel: 1 })
  wires[0]!.says(1)
  expect(shown).toEqual([])
})

it('asks again when the server is back, and not before', async () => {
  player.play(wish(7, 'full'))
  wires[0]!.opens()
  wires[0]!.onclose?.()
  player.play(wish(8, 'full'))
  await Promise.resolve()
  expect(wires).toHaveLength(1)
  isBack()
  await back
  await Promise.resolve()
  wires[1]!.opens()
  expect(wires).toHaveLength(2)
  expect(seeds()).toEqual([8])
})
