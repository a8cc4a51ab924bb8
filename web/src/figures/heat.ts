import { contour } from './contours'
import type { Heatmap, Numbers } from './figure'
import { Frame, wrapped, write, type Pen, type Probe, type Room } from './frame'
import type { Ink } from './ink'
import { makeScale, near, short, ticks, tickWords } from './scale'

// Viridis (Smith and van der Walt, 2015), nine of its colours: even steps in lightness.
const COLOURS = [
  [68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142],
  [31, 158, 137], [74, 193, 109], [160, 218, 57], [253, 231, 37],
] as const
// Over viridis: warm, white and pale, each with a dark edge.
const PATHS = ['#ff6b3d', '#ffffff', '#ffd23d', '#ff9ecb', '#9be7ff']

export const pathColour = (n: number): string => PATHS[n % PATHS.length]!

export function viridis(share: number): string {
  const at = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1)
  const i = Math.min(COLOURS.length - 2, Math.floor(at))
  const mixed = COLOURS[i]!.map((v, k) => Math.round(v + (COLOURS[i + 1]![k]! - v) * (at - i)))
  return `rgb(${mixed.join(' ')})`
}

/** The borders of cells around these middles, as positions; the outer ones half a cell out. */
function borders(middles: number[]): number[] {
  if (middles.length < 2) return [middles[0]! - 0.5, middles[0]! + 0.5]
  const between = middles.slice(1).map((v, i) => (v + middles[i]!) / 2)
  const first = 2 * middles[0]! - between[0]!
  const last = 2 * middles.at(-1)! - between.at(-1)!
  return [first, ...between, last]
}

const BAR = 14

export function paintHeatmap(pen: Pen, ink: Ink, room: Room, figure: Heatmap): Probe {
  const { values, x_names, y_names } = figure
  const named = x_names.length > 0 || y_names.length > 0
  const columns = values[0]?.length ?? 0
  const colours = makeScale(values, { scale: figure.scale, low: null, high: null }, 0)
  const keyTicks = ticks(colours, 5)
  const keyWords = tickWords(keyTicks)
  write(pen, ink)
  const keyWidth = BAR + 10 + Math.max(0, ...keyWords.map((word) => pen.measureText(word).width))
  const inner = { ...room, right: room.right - keyWidth - 12 }
  const count = (n: number) => makeScale([], { scale: 'linear', low: -0.5, high: n - 0.5 })
  const upto = (list: Numbers, n: number): number[] => list.slice(0, n).map((v) => v ?? 0)
  const xs = named ? Array.from({ length: columns }, (_, i) => i) : upto(figure.xs, columns)
  const ys = named ? values.map((_, i) => i) : upto(figure.ys, values.length)
  const names = (list: string[], places: Numbers): string[] => (list.length ? list : places.map((v) => short(v ?? 0)))
  const slot = (inner.right - inner.left - 90) / Math.max(1, columns)
  const xNames = named ? names(x_names, figure.xs) : []
  const yNames = named ? names(y_names, figure.ys).map((n) => wrapped(pen, n, 120, 1)[0] ?? '') : []
  const lines = xNames.map((name) => wrapped(pen, name, slot - 4, 3))
  const deep = Math.max(0, ...lines.map((l) => l.length - 1)) * 15
  const xSide = named
    ? { scale: count(columns), label: figure.x.label, values: xs, words: xs.map(() => '') }
    : { scale: makeScale([borders(xs)], figure.x, 0), label: figure.x.label }
  const ySide = named
    ? { scale: count(values.length), label: figure.y.label, values: ys, words: yNames }
    : { scale: makeScale([borders(ys)], figure.y, 0), label: figure.y.label }
  const axes = new Frame(pen, ink, { ...inner, bottom: inner.bottom - deep }, xSide, ySide)
  // Of named rows the first is at the top.
  const flip = (y: number): number => (named ? axes.top + axes.bottom - y : y)
  const left = borders(xs).map((v) => Math.round(axes.px(v)))
  const edge = borders(ys).map((v) => Math.round(flip(axes.py(v))))

  if (named) {
    write(pen, ink)
    pen.fillStyle = ink.quiet
    pen.textAlign = 'right'
    pen.textBaseline = 'middle'
    yNames.forEach((name, i) => pen.fillText(name, axes.left - 8, flip(axes.py(i))))
    pen.textAlign = 'center'
    pen.textBaseline = 'top'
    lines.forEach((words, i) => words.forEach((w, k) => pen.fillText(w, axes.px(i), axes.bottom + 6 + 15 * k)))
    write(pen, ink, 12, 500)
    pen.textAlign = 'right'
    pen.fillText(figure.x.label, axes.right, axes.bottom + 24 + deep)
    pen.textAlign = 'left'
    pen.textBaseline = 'alphabetic'
    pen.fillText(figure.y.label, 6, axes.top - 13)
  } else axes.draw()

  axes.inside(() => {
    values.forEach((row, r) =>
      row.forEach((value, c) => {
        if (value === null || (colours.log && value <= 0)) return
        pen.fillStyle = viridis(colours.at(value))
        const top = Math.min(edge[r]!, edge[r + 1]!)
        pen.fillRect(left[c]!, top, left[c + 1]! - left[c]!, Math.abs(edge[r + 1]! - edge[r]!))
      }),
    )
    if (named && columns * values.length <= 64) {
      write(pen, ink, 12, 500)
      pen.textAlign = 'center'
      pen.textBaseline = 'middle'
      values.forEach((row, r) =>
        row.forEach((value, c) => {
          if (value === null) return
          pen.fillStyle = colours.at(value) < 0.55 ? '#ffffff' : '#000000'
          pen.fillText(short(value), axes.px(c), flip(axes.py(r)))
        }),
      )
    }
    pen.strokeStyle = 'rgb(255 255 255 / 65%)'
    pen.lineWidth = 0.9
    const along = (list: number[], at: number): number => {
      const i = Math.min(list.length - 2, Math.floor(at))
      return list[i]! + (list[i + 1]! - list[i]!) * (at - i)
    }
    if (columns > 1 && values.length > 1) {
      pen.beginPath()
      for (const level of figure.levels) {
        if (level === null) continue
        for (const [x0, y0, x1, y1] of contour(values, level)) {
          pen.moveTo(axes.px(along(xs, x0)), flip(axes.py(along(ys, y0))))
          pen.lineTo(axes.px(along(xs, x1)), flip(axes.py(along(ys, y1))))
        }
      }
      pen.stroke()
    }
    figure.paths.forEach((path, n) => {
      axes.line({ ...path, low: null, high: null, look: 'solid' }, 'rgb(0 0 0 / 55%)')
      axes.line({ ...path, low: null, high: null }, pathColour(n))
      const first = path.x.findIndex((v, i) => v !== null && path.y[i] !== null)
      if (first < 0) return
      pen.fillStyle = pathColour(n)
      pen.beginPath()
      pen.arc(axes.px(path.x[first]!), axes.py(path.y[first]!), 4, 0, 7)
      pen.fill()
    })
  })

  const bar = room.right - keyWidth
  const tall = axes.bottom - axes.top
  for (let i = 0; i < tall; i++) {
    pen.fillStyle = viridis(1 - i / tall)
    pen.fillRect(bar, axes.top + i, BAR, 1.5)
  }
  write(pen, ink)
  pen.fillStyle = ink.quiet
  pen.textAlign = 'left'
  pen.textBaseline = 'middle'
  keyTicks.forEach((value, i) => pen.fillText(keyWords[i]!, bar + BAR + 6, axes.bottom - colours.at(value) * tall))
  write(pen, ink, 12, 500)
  pen.textAlign = 'right'
  pen.textBaseline = 'alphabetic'
  const left_over = room.right - 6 - pen.measureText(figure.y.label).width - 24
  pen.fillText(wrapped(pen, figure.colour, Math.max(60, left_over), 1)[0] ?? '', room.right, axes.top - 13)

  return (px, py) => {
    const c = left.findIndex((from, i) => i < columns && px >= from && px < left[i + 1]!)
    const r = edge.findIndex((from, i) => {
      const to = edge[i + 1]
      return to !== undefined && py >= Math.min(from, to) && py < Math.max(from, to)
    })
    const value = values[r]?.[c]
    if (value === null || value === undefined) return null
    const place = (list: string[], places: number[], i: number): string =>
      list[i] ?? near(places[i]!, Math.abs((places[1] ?? 1) - (places[0] ?? 0)))
    const title = `${place(xNames, xs, c)}, ${place(yNames, ys, r)}`
    return { x: axes.px(xs[c]!), title, rows: [{ name: figure.colour, text: short(value, 4) }] }
  }
}
