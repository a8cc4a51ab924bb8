export type Values = Record<string, string | number>

/**
 * Fills `{name}` from `values`. `{n:one day|# days}` chooses by number: the first form for exactly
 * one, the second for all others, `#` being the number.
 */
export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one, many) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one === undefined) return String(value)
    const form: string = value === 1 ? one : many
    return form.replace('#', String(value))
  })
}
