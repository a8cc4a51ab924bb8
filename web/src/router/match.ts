export type Params = Record<string, string>

/** The parameters of `path` if it fits `pattern` (`/labs/:topic/:name`), else null. */
export function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const params: Params = {}
  for (const [i, piece] of wanted.entries()) {
    const value = given[i]!
    if (piece.startsWith(':')) {
      try {
        params[piece.slice(1)] = decodeURIComponent(value)
      } catch {
        return null
      }
    } else if (piece !== value) return null
  }
  return params
}
