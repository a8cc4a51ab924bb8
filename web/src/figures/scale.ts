import type { Axis, Numbers } from './figure'

/** From values to [0, 1] along an axis. */
export type Scale = { log: boolean; low: number; high: number; at: (value: number) => number }

type Fixed = Pick<Axis, 'scale' | 'low' | 'high'>

/** `pad` leaves air around the data; ends that the axis fixes stay where they are. */
export function makeScale(data: Iterable<Numbers>, axis: Fixed, pad = 0.04): Scale {
  const log = axis.scale === 'log'
  let low = Infinity
  let high = -Infinity
  for (const numbers of data) {
    for (const value of numbers) {
      if (value === null || (log && value <= 0)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  if (low > high) [low, high] = log ? [1, 10] : [0, 1]
  if (low === high) {
    if (log) [low, high] = [low / 2, high * 2]
    else [low, high] = [low - (Math.abs(low) / 2 || 0.5), high + (Math.abs(high) / 2 || 0.5)]
  }
  const to = log ? Math.log10 : (value: number) => value
  const back = log ? (value: number) => 10 ** value : (value: number) => value
  const air = (to(high) - to(low)) * pad
  low = axis.low !== null && !(log && axis.low <= 0) ? axis.low : back(to(low) - air)
  high = axis.high !== null && !(log && axis.high <= 0) ? axis.high : back(to(high) + air)
  if (!(high > low)) high = log ? low * 10 : low + 1
  const start = to(low)
  const span = to(high) - start
  return { log, low, high, at: (value) => (to(value) - start) / span }
}

/** Round values to write at an axis with room for about `count`. */
export function ticks(scale: Scale, count: number): number[] {
  const { low, high } = scale
  const found: number[] = []
  if (scale.log) {
    const first = Math.floor(Math.log10(low))
    const last = Math.ceil(Math.log10(high))
    const decades = Math.log10(high / low)
    const every = Math.max(1, Math.ceil(decades / count))
    const within = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < 2.6 && count > 4 ? [1, 2, 5] : [1]
    for (let e = first; e <= last; e++) {
      if (e % every) continue
      for (const m of within) found.push(m * 10 ** e)
    }
    const kept = found.filter((v) => v >= low * 0.9999 && v <= high * 1.0001)
    if (kept.length > 1) return kept
    found.length = 0
  }
  const raw = (high - low) / Math.max(1, count)
  const size = 10 ** Math.floor(Math.log10(raw))
  const step = size * ([1, 2, 2.5, 5, 10].find((m) => m * size >= raw * 0.999) ?? 10)
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) found.push(i * step)
  return found
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (n: number): string =>
  String(n).replace(/[-\d]/g, (c) => (c === '-' ? '⁻' : RAISED[Number(c)]!))

/** A number in at most `digits` significant digits; very large and small ones by powers of ten. */
export function short(value: number, digits = 3): string {
  if (!value) return '0'
  const size = Math.floor(Math.log10(Math.abs(value)))
  if ((size >= 6 && digits <= size) || size < -4) {
    const lead = String(Number((value / 10 ** size).toPrecision(Math.min(digits, 6))))
    if (lead === '10') return '10' + raised(size + 1)
    return (lead === '1' ? '' : lead === '-1' ? '−' : lead.replace('-', '−') + '·') + '10' + raised(size)
  }
  const [whole, part] = String(Number(value.toPrecision(Math.max(digits, Math.min(size + 1, 6))))).split('.')
  const grouped = whole!.replace('-', '−').replace(/\B(?=(\d{3})+$)/g, whole!.length > 4 ? '\u202f' : '')
  return part ? `${grouped}.${part}` : grouped
}

/** The words of the ticks: so many digits that neighbours differ. */
export function tickWords(values: number[]): string[] {
  for (let digits = 2; digits < 8; digits++) {
    const words = values.map((value) => short(value, digits))
    const exact = values.every((v, i) => i === 0 || words[i] !== words[i - 1])
    const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0))
    if (exact && values.every((v) => Math.abs(Number(v.toPrecision(digits)) - v) <= step * 0.02)) return words
  }
  return values.map((value) => short(value, 8))
}

/** A number next to others: as many decimals as `resolution` (a width, a step) makes visible. */
export function near(value: number, resolution: number): string {
  const size = Math.abs(value) || resolution
  if (!(resolution > 0)) return short(value, 3)
  const digits = Math.floor(Math.log10(size)) - Math.floor(Math.log10(resolution)) + 1
  return short(value, Math.max(3, Math.min(9, digits)))
}
