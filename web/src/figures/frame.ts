import type { Look, Mark, Series } from './figure'
import type { Ink } from './ink'
import { ticks, tickWords, type Scale } from './scale'

export type Pen = CanvasRenderingContext2D
/** What stands under the pointer: `x` in pixels, and the values there. `n` names the colour. */
export type Reading = { x: number; title: string; rows: { name: string; text: string; n?: number }[] }
export type Probe = (x: number, y: number) => Reading | null

export const SMALL = 12
const DASHES: Record<Look, number[]> = { solid: [], dashed: [7, 4], dotted: [1.5, 3.5] }

export const write = (pen: Pen, ink: Ink, size = SMALL, weight = 400): void => {
  pen.font = `${weight} ${size}px ${ink.font}`
}

/** Breaks words into lines no wider than `width`; Chinese breaks anywhere. */
export function wrapped(pen: Pen, words: string, width: number, most = 3): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of words.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    if (line && pen.measureText((line + piece).trimEnd()).width > width) {
      lines.push(line.trim())
      line = piece
    } else line += piece
  }
  if (line.trim()) lines.push(line.trim())
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), lines[most - 1] + '…']
}

export type Room = { left: number; top: number; right: number; bottom: number }
type Side = { scale: Scale; label: string; values?: number[]; words?: string[] }

/** Axes around a plot: paper coordinates from values, grid, ticks and labels. */
export class Frame {
  readonly pen: Pen
  readonly ink: Ink
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly x: Scale
  readonly y: Scale
  #xSide: Required<Side>
  #ySide: Required<Side>

  /** `room` is what the frame may fill, labels and all. */
  constructor(pen: Pen, ink: Ink, room: Room, x: Side, y: Side) {
    this.pen = pen
    this.ink = ink
    this.x = x.scale
    this.y = y.scale
    write(pen, ink)
    const height = room.bottom - room.top
    const yTicks = y.values ?? ticks(y.scale, Math.max(2, Math.round(height / 52)))
    this.#ySide = { ...y, values: yTicks, words: y.words ?? tickWords(yTicks) }
    const widest = Math.max(0, ...this.#ySide.words.map((word) => pen.measureText(word).width))
    this.left = Math.ceil(room.left + widest + (widest ? 8 : 0))
    this.right = Math.floor(room.right - 10)
    this.top = Math.ceil(room.top + (y.label ? 26 : 8))
    this.bottom = Math.floor(room.bottom - 20 - (x.label ? 20 : 0))
    const across = Math.max(2, Math.round((this.right - this.left) / 78))
    const xTicks = x.values ?? ticks(x.scale, across)
    this.#xSide = { ...x, values: xTicks, words: x.words ?? tickWords(xTicks) }
  }

  px(value: number): number {
    return this.left + this.x.at(value) * (this.right - this.left)
  }
  py(value: number): number {
    return this.bottom - this.y.at(value) * (this.bottom - this.top)
  }

  /** The grid and the labels; `upright` lines only where the x axis is one of numbers. */
  draw({ upright = true } = {}): void {
    const { pen, ink, left, right, top, bottom } = this
    pen.lineWidth = 1
    pen.strokeStyle = ink.line
    pen.fillStyle = ink.quiet
    pen.setLineDash([])
    pen.beginPath()
    for (const value of this.#ySide.values) {
      const y = Math.round(this.py(value)) + 0.5
      pen.moveTo(left, y)
      pen.lineTo(right, y)
    }
    if (upright) {
      for (const value of this.#xSide.values) {
        const x = Math.round(this.px(value)) + 0.5
        pen.moveTo(x, top)
        pen.lineTo(x, bottom)
      }
    }
    pen.stroke()
    pen.strokeStyle = ink.quiet
    pen.beginPath()
    pen.moveTo(left, bottom + 0.5)
    pen.lineTo(right, bottom + 0.5)
    pen.stroke()
    write(pen, ink)
    pen.textAlign = 'right'
    pen.textBaseline = 'middle'
    this.#ySide.values.forEach((value, i) => pen.fillText(this.#ySide.words[i]!, left - 8, this.py(value)))
    pen.textBaseline = 'top'
    let last = -Infinity
    this.#xSide.values.forEach((value, i) => {
      const word = this.#xSide.words[i]!
      const half = pen.measureText(word).width / 2
      const at = Math.min(this.px(value), right + 10 - half)
      // Where two would touch, the second is left out.
      if (at - half < last + 6) return
      pen.textAlign = 'center'
      pen.fillText(word, at, bottom + 6)
      last = at + half
    })
    write(pen, ink, SMALL, 500)
    if (this.#xSide.label) {
      pen.textAlign = 'right'
      pen.fillText(wrapped(pen, this.#xSide.label, right - left, 1)[0] ?? '', right, bottom + 24)
    }
    if (this.#ySide.label) {
      pen.textAlign = 'left'
      pen.textBaseline = 'alphabetic'
      pen.fillText(wrapped(pen, this.#ySide.label, right - left, 1)[0] ?? '', Math.min(left, 6), top - 13)
    }
  }

  /** Draws inside the axes only. */
  inside(act: () => void): void {
    const { pen } = this
    pen.save()
    pen.beginPath()
    pen.rect(this.left, this.top - 2, this.right - this.left, this.bottom - this.top + 3)
    pen.clip()
    act()
    pen.restore()
  }

  /** One line with its band. `sign` draws small shapes along it, for lines of the same look. */
  line(series: Series, colour: string, sign?: number): void {
    const { pen } = this
    const { x, y, low, high } = series
    if (low && high) {
      pen.fillStyle = colour
      pen.globalAlpha = 0.16
      const flush = (from: number, to: number): void => {
        pen.beginPath()
        for (let i = from; i < to; i++) pen.lineTo(this.px(x[i]!), this.py(high[i]!))
        for (let i = to - 1; i >= from; i--) pen.lineTo(this.px(x[i]!), this.py(low[i]!))
        pen.fill()
      }
      let from = 0
      for (let i = 0; i <= x.length; i++) {
        if (i < x.length && this.#has(x[i], this.x) && this.#has(low[i], this.y) && this.#has(high[i], this.y))
          continue
        if (i > from) flush(from, i)
        from = i + 1
      }
      pen.globalAlpha = 1
    }
    pen.strokeStyle = colour
    pen.lineWidth = 2
    pen.lineJoin = 'round'
    pen.lineCap = series.look === 'dotted' ? 'round' : 'butt'
    pen.setLineDash(DASHES[series.look])
    pen.beginPath()
    let on = false
    for (let i = 0; i < x.length; i++) {
      if (!this.#has(x[i], this.x) || !this.#has(y[i], this.y)) {
        on = false
        continue
      }
      if (on) pen.lineTo(this.px(x[i]!), this.py(y[i]!))
      else pen.moveTo(this.px(x[i]!), this.py(y[i]!))
      on = true
    }
    pen.stroke()
    pen.setLineDash([])
    const few = x.length <= 12
    if (!few && sign === undefined) return
    pen.fillStyle = colour
    let last = -Infinity
    for (let i = 0; i < x.length; i++) {
      if (!this.#has(x[i], this.x) || !this.#has(y[i], this.y)) continue
      const at = this.px(x[i]!)
      if (!few && Math.abs(at - last) < 64) continue
      shape(pen, sign ?? 0, at, this.py(y[i]!), few ? 3.5 : 4)
      last = at
    }
  }

  #has(value: number | null | undefined, scale: Scale): value is number {
    return value !== null && value !== undefined && (!scale.log || value > 0)
  }

  marks(marks: readonly Mark[]): void {
    const { pen, ink } = this
    pen.lineWidth = 1.2
    write(pen, ink, 11.5)
    let row = 0
    for (const mark of marks) {
      pen.strokeStyle = ink.quiet
      pen.setLineDash([4, 3])
      pen.beginPath()
      if (mark.x !== null) {
        const x = this.px(mark.x)
        pen.moveTo(x, this.top)
        pen.lineTo(x, this.bottom)
        pen.stroke()
        const width = pen.measureText(mark.label).width
        const left = x + 6 + width > this.right
        this.#say(mark.label, left ? x - 5 : x + 5, this.top + 11 + 15 * row++, left ? 'right' : 'left')
      } else if (mark.y !== null) {
        const y = this.py(mark.y)
        pen.moveTo(this.left, y)
        pen.lineTo(this.right, y)
        pen.stroke()
        this.#say(mark.label, this.right - 4, y - (y < this.top + 16 ? -15 : 5), 'right')
      }
    }
    pen.setLineDash([])
  }

  /** Words on a plot, with a halo so that lines do not cross them. */
  #say(words: string, x: number, y: number, align: CanvasTextAlign): void {
    const { pen, ink } = this
    pen.setLineDash([])
    pen.textAlign = align
    pen.textBaseline = 'alphabetic'
    pen.strokeStyle = ink.sheet
    pen.lineWidth = 4
    pen.strokeText(words, x, y)
    pen.lineWidth = 1.2
    pen.fillStyle = ink.ink
    pen.fillText(words, x, y)
  }
}

/** Circle, square, triangle, diamond, triangle down: colour is never alone. */
export function shape(pen: Pen, n: number, x: number, y: number, size: number): void {
  pen.beginPath()
  const corners = [
    [],
    [-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9],
    [0, -1.2, 1.1, 0.8, -1.1, 0.8],
    [0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0],
    [0, 1.2, 1.1, -0.8, -1.1, -0.8],
  ][n % 5]!
  if (!corners.length) pen.arc(x, y, size, 0, 2 * Math.PI)
  for (let i = 0; i < corners.length; i += 2) pen.lineTo(x + corners[i]! * size, y + corners[i + 1]! * size)
  pen.fill()
}

/** Which lines need a sign: those whose look another line before has already. */
export function signs(series: readonly Series[]): (number | undefined)[] {
  const seen = new Map<Look, number>()
  return series.map(({ look }) => {
    const before = seen.get(look) ?? 0
    seen.set(look, before + 1)
    return before || undefined
  })
}
