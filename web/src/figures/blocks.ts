import type { Bars, Histogram } from './figure'
import { Frame, wrapped, write, type Pen, type Probe, type Room } from './frame'
import type { Ink } from './ink'
import { makeScale, near, short } from './scale'

/** How the bars of the n-th series are filled: full, striped, light, dotted. */
export function filling(pen: Pen, colour: string, n: number): CanvasPattern | string {
  if (n % 3 === 0) return colour
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8
  const small = tile.getContext('2d')!
  small.fillStyle = small.strokeStyle = colour
  small.globalAlpha = 0.28
  small.fillRect(0, 0, 8, 8)
  small.globalAlpha = 1
  small.lineWidth = 2
  small.beginPath()
  if (n % 3 === 1) {
    for (const at of [-4, 4, 12]) {
      small.moveTo(at - 4, 12)
      small.lineTo(at + 12, -4)
    }
    small.stroke()
  } else {
    small.arc(4, 4, 1.6, 0, 7)
    small.fill()
  }
  return pen.createPattern(tile, 'repeat') ?? colour
}

export function paintBars(pen: Pen, ink: Ink, room: Room, figure: Bars): Probe {
  const count = figure.categories.length
  const all = figure.series.flatMap((s) => [s.values, s.low ?? [], s.high ?? []])
  const base = figure.y.scale === 'log' ? [] : [[0]]
  const y = makeScale([...all, ...base, figure.marks.map((m) => m.y)], figure.y)
  // A bar begins at 0, so no air under it.
  const fixed =
    figure.y.scale === 'linear' && figure.y.low === null && all.every((l) => l.every((v) => v === null || v >= 0))
      ? makeScale([...all, ...base, figure.marks.map((m) => m.y)], { ...figure.y, low: 0 })
      : y
  const x = makeScale([], { scale: 'linear', low: 0, high: Math.max(1, count) })
  // The names of the categories are written below, in as many lines as they need.
  write(pen, ink)
  const slot = (room.right - room.left - 56) / Math.max(1, count)
  const names = figure.categories.map((name) => wrapped(pen, name, slot - 6, 4))
  const widest = Math.max(0, ...figure.categories.map((name) => pen.measureText(name).width))
  const slanted = names.some((lines) => lines.some((line) => pen.measureText(line).width > slot - 2))
  const deep = slanted ? Math.min(110, widest * 0.5 + 8) : Math.max(0, ...names.map((l) => l.length)) * 15 - 15
  const drawn = new Frame(
    pen,
    ink,
    { ...room, bottom: room.bottom - deep - (figure.x ? 20 : 0) },
    { scale: x, label: '', values: [] },
    { scale: fixed, label: figure.y.label },
  )
  drawn.draw({ upright: false })
  const zero = Math.min(drawn.bottom, drawn.py(fixed.log ? fixed.low : Math.max(fixed.low, 0)))
  const step = (drawn.right - drawn.left) / Math.max(1, count)
  const width = Math.min(64, (step * 0.78) / Math.max(1, figure.series.length))
  drawn.inside(() => {
    figure.series.forEach((series, n) => {
      pen.fillStyle = filling(pen, ink.series(n), n)
      pen.strokeStyle = ink.series(n)
      pen.lineWidth = 1.2
      series.values.forEach((value, i) => {
        if (value === null || (fixed.log && value <= 0)) return
        const left = drawn.left + step * (i + 0.5) + (n - figure.series.length / 2) * width
        const top = drawn.py(value)
        pen.fillRect(left + 1.5, Math.min(top, zero), width - 3, Math.abs(zero - top))
        pen.strokeRect(left + 1.5, Math.min(top, zero), width - 3, Math.abs(zero - top))
      })
    })
    pen.strokeStyle = ink.ink
    pen.lineWidth = 1.4
    pen.beginPath()
    figure.series.forEach((series, n) =>
      series.values.forEach((value, i) => {
        const low = series.low?.[i]
        const high = series.high?.[i]
        if (value === null || typeof low !== 'number' || typeof high !== 'number') return
        const at = drawn.left + step * (i + 0.5) + (n + 0.5 - figure.series.length / 2) * width
        for (const end of [low, high]) {
          pen.moveTo(at - 4, drawn.py(end))
          pen.lineTo(at + 4, drawn.py(end))
        }
        pen.moveTo(at, drawn.py(low))
        pen.lineTo(at, drawn.py(high))
      }),
    )
    pen.stroke()
  })
  drawn.marks(figure.marks)
  write(pen, ink)
  pen.fillStyle = ink.quiet
  figure.categories.forEach((name, i) => {
    const at = drawn.left + step * (i + 0.5)
    pen.textBaseline = 'top'
    if (slanted) {
      pen.save()
      pen.translate(at + 4, drawn.bottom + 7)
      pen.rotate(-0.5)
      pen.textAlign = 'right'
      pen.fillText(name, 0, 0)
      pen.restore()
    } else {
      pen.textAlign = 'center'
      names[i]!.forEach((line, k) => pen.fillText(line, at, drawn.bottom + 6 + k * 15))
    }
  })
  if (figure.x) {
    write(pen, ink, 12, 500)
    pen.textAlign = 'right'
    pen.textBaseline = 'alphabetic'
    pen.fillText(figure.x, drawn.right, room.bottom - 6)
  }
  return (px) => {
    const i = Math.max(0, Math.min(count - 1, Math.floor((px - drawn.left) / step)))
    const rows = figure.series.flatMap((series, n) => {
      const value = series.values[i]
      if (value === null || value === undefined) return []
      const low = series.low?.[i]
      const high = series.high?.[i]
      const band =
        typeof low === 'number' && typeof high === 'number'
          ? ` (${near(low, high - low)} … ${near(high, high - low)})`
          : ''
      return [{ name: series.name, text: short(value, 4) + band, n }]
    })
    return count ? { x: drawn.left + step * (i + 0.5), title: figure.categories[i]!, rows } : null
  }
}

export function paintHistogram(pen: Pen, ink: Ink, room: Room, figure: Histogram): Probe {
  const { groups, stacked } = figure
  const x = makeScale(groups.map((g) => g.edges), figure.x, 0.01)
  const low = figure.y.scale === 'log' ? figure.y.low : (figure.y.low ?? 0)
  const rows = stacked ? Math.max(1, groups.length) : 1
  const tail = figure.x.label ? 40 : 20
  const height = (room.bottom - room.top - tail) / rows
  const frames = Array.from({ length: rows }, (_, row) => {
    const shown = stacked ? groups.slice(row, row + 1) : groups
    const last = row === rows - 1
    const top = room.top + row * height
    return new Frame(
      pen,
      ink,
      { ...room, top, bottom: top + height + (last ? tail : 20) },
      { scale: x, label: last ? figure.x.label : '', ...(last ? {} : { words: [], values: [] }) },
      {
        scale: makeScale([...shown.map((g) => g.counts), [0]], { ...figure.y, low }, 0.06),
        label: stacked ? (shown[0]?.name ?? '') : figure.y.label,
        ...(stacked ? { values: [] } : {}),
      },
    )
  })
  frames.forEach((axes, row) => {
    axes.draw({ upright: !stacked })
    axes.inside(() =>
      groups.forEach((group, n) => {
        if (stacked && n !== row) return
        const floor = axes.y.log ? axes.bottom : axes.py(Math.max(0, axes.y.low))
        pen.beginPath()
        group.counts.forEach((value, i) => {
          const from = group.edges[i]
          const to = group.edges[i + 1]
          if (typeof from !== 'number' || typeof to !== 'number') return
          const top = value === null || (axes.y.log && value <= 0) ? floor : axes.py(value)
          if (i === 0) pen.moveTo(axes.px(from), floor)
          pen.lineTo(axes.px(from), top)
          pen.lineTo(axes.px(to), top)
          if (i === group.counts.length - 1) pen.lineTo(axes.px(to), floor)
        })
        pen.globalAlpha = stacked ? 0.75 : 0.32
        pen.fillStyle = ink.series(n)
        pen.fill()
        pen.globalAlpha = 1
        pen.strokeStyle = ink.series(n)
        pen.lineWidth = 1.6
        pen.setLineDash(stacked || n % 3 === 0 ? [] : n % 3 === 1 ? [6, 3] : [2, 3])
        pen.stroke()
        pen.setLineDash([])
      }),
    )
  })
  return (px) => {
    const axes = frames[0]!
    let title = ''
    let at = px
    const read = groups.flatMap((group, n) => {
      for (let i = 0; i < group.counts.length; i++) {
        const from = group.edges[i]
        const to = group.edges[i + 1]
        if (typeof from !== 'number' || typeof to !== 'number') continue
        if (px < axes.px(from) || px >= axes.px(to)) continue
        if (!title) {
          title = `${near(from, to - from)} … ${near(to, to - from)}`
          at = (axes.px(from) + axes.px(to)) / 2
        }
        return [{ name: group.name, text: short(group.counts[i] ?? 0, 4), n }]
      }
      return []
    })
    return read.length ? { x: at, title, rows: read } : null
  }
}
