import type { Lines, Numbers, Scatter, Series } from './figure'
import { Frame, shape, signs, type Pen, type Probe, type Room } from './frame'
import type { Ink } from './ink'
import { makeScale, near, short } from './scale'

const given = (list: (Numbers | null)[]): Numbers[] => list.filter((l) => l !== null)

function frame(pen: Pen, ink: Ink, room: Room, figure: Lines | Scatter, series: Series[]): Frame {
  const points = figure.kind === 'scatter' ? figure.groups : []
  const marks = figure.kind === 'lines' ? figure.marks : []
  const x = makeScale(
    [...series.map((s) => s.x), ...points.map((p) => p.x), marks.map((m) => m.x)],
    figure.x,
    figure.kind === 'lines' ? 0.015 : 0.04,
  )
  const y = makeScale(
    [...given(series.flatMap((s) => [s.y, s.low, s.high])), ...points.map((p) => p.y), marks.map((m) => m.y)],
    figure.y,
  )
  return new Frame(pen, ink, room, { scale: x, label: figure.x.label }, { scale: y, label: figure.y.label })
}

export function paintLines(pen: Pen, ink: Ink, room: Room, figure: Lines): Probe {
  const axes = frame(pen, ink, room, figure, figure.series)
  const sign = signs(figure.series)
  axes.draw()
  axes.inside(() => figure.series.forEach((series, n) => axes.line(series, ink.series(n), sign[n])))
  axes.marks(figure.marks)
  return probeLines(axes, figure.series)
}

/** The values of every line where it is nearest to the pointer. */
function probeLines(axes: Frame, series: readonly Series[]): Probe {
  return (x) => {
    let best: number | undefined
    for (const line of series) {
      for (const value of line.x) {
        if (value === null || (axes.x.log && value <= 0)) continue
        if (best === undefined || Math.abs(axes.px(value) - x) < Math.abs(axes.px(best) - x)) best = value
      }
    }
    if (best === undefined) return null
    const rows = series.flatMap((line, n) => {
      const i = line.x.indexOf(best)
      const y = line.y[i]
      if (i < 0 || y === null || y === undefined) return []
      const low = line.low?.[i]
      const high = line.high?.[i]
      const band =
        typeof low === 'number' && typeof high === 'number'
          ? ` (${near(low, high - low)} … ${near(high, high - low)})`
          : ''
      return [{ name: line.name, text: short(y, 4) + band, n }]
    })
    return { x: axes.px(best), title: short(best, 4), rows }
  }
}

export function paintScatter(pen: Pen, ink: Ink, room: Room, figure: Scatter): Probe {
  const axes = frame(pen, ink, room, figure, figure.lines)
  axes.draw()
  axes.inside(() => {
    figure.groups.forEach((group, n) => {
      const many = group.x.length > 200
      pen.fillStyle = ink.series(n)
      pen.globalAlpha = many ? 0.55 : 0.85
      group.x.forEach((x, i) => {
        const y = group.y[i]
        if (x === null || y === null || y === undefined) return
        shape(pen, n, axes.px(x), axes.py(y), many ? 2.2 : 3.6)
      })
      pen.globalAlpha = 1
    })
    figure.lines.forEach((line, n) => axes.line(line, ink.series(figure.groups.length + n)))
  })
  return (x, y) => {
    let best: { far: number; x: number; y: number; n: number } | undefined
    figure.groups.forEach((group, n) =>
      group.x.forEach((vx, i) => {
        const vy = group.y[i]
        if (vx === null || vy === null || vy === undefined) return
        const far = Math.hypot(axes.px(vx) - x, axes.py(vy) - y)
        if (!best || far < best.far) best = { far, x: vx, y: vy, n }
      }),
    )
    if (!best) return null
    const text = `${short(best.x, 3)}, ${short(best.y, 3)}`
    return { x: axes.px(best.x), title: '', rows: [{ name: figure.groups[best.n]!.name, text, n: best.n }] }
  }
}
