import { paintBars, paintHistogram } from './blocks'
import { paintLines, paintScatter } from './curves'
import type { Painted } from './figure'
import type { Pen, Probe } from './frame'
import { paintHeatmap } from './heat'
import type { Ink } from './ink'

/** How high a figure is at this width, in CSS pixels. */
export function heightOf(figure: Painted, width: number): number {
  if (figure.kind === 'histogram' && figure.stacked) return 60 + 100 * figure.groups.length
  if (figure.kind === 'heatmap') return Math.max(260, Math.min(430, width * 0.72))
  return Math.max(240, Math.min(360, width * 0.56))
}

/** Paints a figure into `width` × `height`; returns what reads values under the pointer. */
export function paint(pen: Pen, ink: Ink, figure: Painted, width: number, height: number): Probe {
  const room = { left: 0, top: 0, right: width, bottom: height }
  pen.clearRect(0, 0, width, height)
  switch (figure.kind) {
    case 'lines':
      return paintLines(pen, ink, room, figure)
    case 'scatter':
      return paintScatter(pen, ink, room, figure)
    case 'bars':
      return paintBars(pen, ink, room, figure)
    case 'heatmap':
      return paintHeatmap(pen, ink, room, figure)
    case 'histogram':
      return paintHistogram(pen, ink, room, figure)
  }
}
