import type { Numbers } from './figure'

export type Segment = [number, number, number, number]

/**
 * Where `values[row][column]` crosses `level`, as short segments in grid coordinates (column, row):
 * marching squares with linear interpolation. Cells with a gap have none.
 */
export function contour(values: readonly Numbers[], level: number): Segment[] {
  const found: Segment[] = []
  for (let r = 0; r + 1 < values.length; r++) {
    for (let c = 0; c + 1 < values[r]!.length; c++) {
      const corners = [values[r]![c], values[r]![c + 1], values[r + 1]![c + 1], values[r + 1]![c]]
      if (corners.some((v) => typeof v !== 'number')) continue
      const at = corners as number[]
      const places = [
        [c, r],
        [c + 1, r],
        [c + 1, r + 1],
        [c, r + 1],
      ] as const
      const crossed: [number, number][] = []
      for (let e = 0; e < 4; e++) {
        const a = at[e]!
        const b = at[(e + 1) % 4]!
        if (a < level === b < level) continue
        const share = (level - a) / (b - a)
        const [x0, y0] = places[e]!
        const [x1, y1] = places[(e + 1) % 4]!
        crossed.push([x0 + share * (x1 - x0), y0 + share * (y1 - y0)])
      }
      for (let i = 0; i + 1 < crossed.length; i += 2) found.push([...crossed[i]!, ...crossed[i + 1]!])
    }
  }
  return found
}
