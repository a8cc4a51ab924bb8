/** The figures of a lab as the server sends them: docs/schemas/lab_result.json, in one language. */

export type Numbers = readonly (number | null)[]
export type Look = 'solid' | 'dashed' | 'dotted'
export type Axis = { label: string; scale: 'linear' | 'log'; low: number | null; high: number | null }
export type Series = {
  name: string
  x: Numbers
  y: Numbers
  low: Numbers | null
  high: Numbers | null
  look: Look
}
export type Mark = { label: string; x: number | null; y: number | null }

type Said = { id: string; title: string; summary: string }
export type Lines = Said & { kind: 'lines'; x: Axis; y: Axis; series: Series[]; marks: Mark[] }
export type Points = { name: string; x: Numbers; y: Numbers }
export type Scatter = Said & { kind: 'scatter'; x: Axis; y: Axis; groups: Points[]; lines: Series[] }
export type BarSeries = { name: string; values: Numbers; low: Numbers | null; high: Numbers | null }
export type Bars = Said & {
  kind: 'bars'
  categories: string[]
  y: Axis
  series: BarSeries[]
  x: string
  marks: Mark[]
}
export type Heatmap = Said & {
  kind: 'heatmap'
  x: Axis
  y: Axis
  xs: Numbers
  ys: Numbers
  values: Numbers[]
  colour: string
  scale: 'linear' | 'log'
  levels: Numbers
  paths: Series[]
  x_names: string[]
  y_names: string[]
}
export type Counts = { name: string; edges: Numbers; counts: Numbers }
export type Histogram = Said & {
  kind: 'histogram'
  x: Axis
  y: Axis
  groups: Counts[]
  stacked: boolean
}
export type Picture = { caption: string; width: number; height: number; channels: 1 | 3; data: string }
export type Pictures = Said & { kind: 'image'; pictures: Picture[]; columns: number }
export type Network = Said & {
  kind: 'network'
  layers: { name: string; shape: string; parameters: number }[]
}
export type Cell = string | number | boolean | null
export type Table = Said & { kind: 'table'; columns: string[]; rows: Cell[][]; digits: number }

/** What is painted on a canvas; the others are HTML. */
export type Painted = Lines | Scatter | Bars | Heatmap | Histogram
export type Figure = Painted | Pictures | Network | Table
