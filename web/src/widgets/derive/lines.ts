import type { Answer, Encounter } from '../../api/types'

export type Part = {
  name: string
  title: string
  left: string
  steps: { name: string; title: string }[]
}
export type Sign = { name: string; latex: string; kind: string; means: string | null }
/** The formulas of each part, a line each. */
export type Lines = Record<string, string[]>

export const partsOf = (encounter: Encounter): Part[] => (encounter.shown.parts as Part[]) ?? []
export const signsOf = (encounter: Encounter): Sign[] => (encounter.shown.symbols as Sign[]) ?? []

const LABEL = /^\s*([A-Za-z]\w*)\s*[:：](?!=)\s*([\s\S]*)$/

/**
 * A stored answer by part. Kept drafts are objects of parts, a line each; recorded answers are
 * lists of lines, where `part: formula` begins a part and `step: formula` belongs to the one open.
 */
export function read(answer: Answer, parts: readonly Part[]): Lines {
  const lines: Lines = Object.fromEntries(parts.map((part) => [part.name, []]))
  const first = parts[0]
  if (!first) return lines
  if (typeof answer === 'object' && !Array.isArray(answer)) {
    for (const part of parts) {
      const value = answer[part.name]
      if (value !== undefined) lines[part.name] = String(value).split('\n')
    }
    return lines
  }
  let open = first
  for (const line of Array.isArray(answer) ? answer : answer.split('\n')) {
    const label = LABEL.exec(line)
    const named = label && parts.find((part) => part.name === label[1])
    const owner =
      label && parts.find((part) => part.steps.some((step) => step.name === label[1]))
    if (named) open = named
    else if (owner) open = owner
    if (line.trim()) lines[open.name]!.push(named ? label![2]! : line)
  }
  return lines
}

/** As it is handed in: an object of parts, without empty lines. */
export function write(lines: Lines): Record<string, string> {
  return Object.fromEntries(Object.entries(lines).map(([name, own]) => [name, own.join('\n')]))
}

/** The formula of a line without the step's name that it may begin with. */
export function formulaOf(line: string, part: Part): string {
  const label = LABEL.exec(line)
  return label && part.steps.some((step) => step.name === label[1]) ? label[2]! : line
}
