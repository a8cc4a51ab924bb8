import type { Span } from '../../api/types'

/** A piece of the learner's text, and the criteria whose evidence it is. */
export type Piece = { text: string; criteria: string[] }

/** Cuts a text at the ends of the spans, which may overlap; joined, the pieces are the text. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const inside = spans
    .map((span) => ({
      ...span,
      start: Math.max(0, span.start),
      end: Math.min(text.length, span.end),
    }))
    .filter((span) => span.start < span.end)
  const cuts = new Set([0, text.length])
  for (const span of inside) cuts.add(span.start).add(span.end)
  const places = [...cuts].sort((a, b) => a - b)
  const found: Piece[] = []
  for (let i = 0; i + 1 < places.length; i += 1) {
    const start = places[i]!
    const end = places[i + 1]!
    const criteria = inside
      .filter((span) => span.start <= start && span.end >= end)
      .map((span) => span.criterion)
    found.push({ text: text.slice(start, end), criteria })
  }
  return found
}
