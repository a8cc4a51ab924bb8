import type { Answer, Encounter } from '../../api/types'

export type Part = {
  name: string
  type: 'int' | 'real' | 'shape' | 'vector' | 'matrix' | 'choice'
  title: string
  significant: number | null
  decimals: number | null
  units: string[]
  percent: boolean
  choices: { id: string; title: string }[]
}

export type Given = Record<string, string>

export const partsOf = (encounter: Encounter): Part[] => (encounter.shown.parts as Part[]) ?? []

/** A stored answer by part; what is not of this shape is no answer. */
export function given(answer: Answer): Given {
  if (typeof answer !== 'object' || Array.isArray(answer)) return {}
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, String(value)]))
}

/** The shape of a value as an example of how to type it. */
export const EXAMPLES: Record<Part['type'], string> = {
  int: '128',
  real: '0.25',
  shape: '(32, 64)',
  vector: '[1, 2, 3]',
  matrix: '[[1, 2], [3, 4]]',
  choice: '',
}
