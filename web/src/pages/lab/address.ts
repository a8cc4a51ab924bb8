import type { LabParam } from '../../api/types'
import type { Params } from './player'

/** A parameter's value as it stands in an address, or null where it is none. */
function read(param: LabParam, text: string | null): Params[string] | null {
  if (text === null) return null
  if (param.type === 'bool') return text === 'true' ? true : text === 'false' ? false : null
  if (param.type === 'choice') return param.choices.some((choice) => choice.value === text) ? text : null
  return fit(param, Number(text))
}

/** The number, within its bounds and whole where it must be; null where it is no number. */
export function fit(param: LabParam, value: number): number | null {
  if (!Number.isFinite(value)) return null
  const within = Math.min(param.max ?? value, Math.max(param.min ?? value, value))
  if (param.type !== 'int') return within
  const step = param.step ?? 1
  const from = param.min ?? 0
  return Math.min(param.max ?? Infinity, from + Math.round((within - from) / step) * step)
}

export const defaults = (params: readonly LabParam[]): Params =>
  Object.fromEntries(params.map((param) => [param.name, param.default]))

/** The parameters that an address asks for; what it leaves out or spoils is default. */
export function fromQuery(params: readonly LabParam[], query: URLSearchParams): Params {
  return Object.fromEntries(params.map((p) => [p.name, read(p, query.get(p.name)) ?? p.default]))
}

/** For `setQuery`: only what is not default is written. */
export function toQuery(params: readonly LabParam[], values: Params, seed: number): Record<string, string | null> {
  const changes: Record<string, string | null> = { seed: seed ? String(seed) : null }
  for (const param of params) {
    const value = values[param.name]
    changes[param.name] = value === undefined || value === param.default ? null : String(value)
  }
  return changes
}

/** The seed in an address; 0 where it is none. */
export function seedOf(text: string | null): number {
  return text !== null && /^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : 0
}

const STOPS = 1000

/** A slider's place, from 0 to 1000, for a value; logarithmic where the parameter says so. */
export function placeOf(param: LabParam, value: number): number {
  const { min, max, scale } = param
  if (min === null || max === null || max <= min) return 0
  const share = scale === 'log' && min > 0 ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.round(share * STOPS)
}

/** The value at a slider's place, rounded as people would say it. */
export function valueAt(param: LabParam, place: number): number {
  const min = param.min ?? 0
  const max = param.max ?? 1
  const share = place / STOPS
  if (place <= 0) return min
  if (place >= STOPS) return max
  if (param.scale === 'log' && min > 0) {
    const value = min * (max / min) ** share
    return fit(param, param.type === 'int' ? value : Number(value.toPrecision(3))) ?? min
  }
  const step = param.step ?? (param.type === 'int' ? 1 : (max - min) / 200)
  const value = min + Math.round((share * (max - min)) / step) * step
  return fit(param, Number(value.toPrecision(10))) ?? min
}
