import type { Cell, Figure, Numbers, Series } from './figure'

/** A figure's data as a table. `of` is how many rows there are, where not all of them are here. */
export type Data = { columns: string[]; rows: Cell[][]; of: number }

const MOST = 600

function columnsOf(x: string, all: Series[]): Data {
  const same = all.every((s) => s.x.length === all[0]!.x.length && s.x.every((v, i) => v === all[0]!.x[i]))
  const parts = all.flatMap((s): [string, Numbers][] =>
    s.low && s.high ? [[s.name, s.y], [`${s.name} ↓`, s.low], [`${s.name} ↑`, s.high]] : [[s.name, s.y]],
  )
  if (same) {
    const rows = (all[0]?.x ?? []).map((v, i) => [v, ...parts.map(([, list]) => list[i] ?? null)])
    return { columns: [x, ...parts.map(([name]) => name)], rows, of: rows.length }
  }
  const rows = all.flatMap((s) => s.x.map((v, i): Cell[] => [s.name, v, s.y[i] ?? null]))
  return { columns: ['', x, ''], rows, of: rows.length }
}

function whole(figure: Figure): Data {
  switch (figure.kind) {
    case 'lines': {
      const data = columnsOf(figure.x.label, figure.series)
      if (data.columns[2] === '') data.columns[2] = figure.y.label
      return data
    }
    case 'scatter': {
      const bare = figure.groups.map((g): Series => ({ ...g, low: null, high: null, look: 'solid' }))
      const rows = [...bare, ...figure.lines].flatMap((s) => s.x.map((v, i): Cell[] => [s.name, v, s.y[i] ?? null]))
      return { columns: ['', figure.x.label, figure.y.label], rows, of: rows.length }
    }
    case 'bars': {
      const parts = figure.series.flatMap((s): [string, Numbers][] =>
        s.low && s.high
          ? [[s.name || figure.y.label, s.values], ['↓', s.low], ['↑', s.high]]
          : [[s.name || figure.y.label, s.values]],
      )
      const rows = figure.categories.map((name, i): Cell[] => [name, ...parts.map(([, list]) => list[i] ?? null)])
      return { columns: [figure.x, ...parts.map(([name]) => name)], rows, of: rows.length }
    }
    case 'heatmap': {
      const across = figure.x_names.length ? figure.x_names : figure.xs.map((v) => String(v))
      const down: Cell[] = figure.y_names.length ? figure.y_names : [...figure.ys]
      const rows = figure.values.map((row, r): Cell[] => [down[r] ?? r, ...row])
      return { columns: [`${figure.y.label} \\ ${figure.x.label}`, ...across], rows, of: rows.length }
    }
    case 'histogram': {
      const rows = figure.groups.flatMap((g) =>
        g.counts.map((n, i): Cell[] => [g.name, g.edges[i] ?? null, g.edges[i + 1] ?? null, n]),
      )
      return { columns: ['', `${figure.x.label} ≥`, '<', figure.y.label], rows, of: rows.length }
    }
    case 'image': {
      const rows = figure.pictures.map((p): Cell[] => [p.caption, `${p.width} × ${p.height}`])
      return { columns: ['', 'px'], rows, of: rows.length }
    }
    case 'network':
    case 'table':
      return { columns: [], rows: [], of: 0 }
  }
}

export function dataOf(figure: Figure): Data {
  const data = whole(figure)
  return { ...data, rows: data.rows.slice(0, MOST) }
}
