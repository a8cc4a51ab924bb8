import type { Widget } from '../widget'
import Answer from './Answer.svelte'
import Evidence from './Evidence.svelte'
import { partsOf, read, write } from './lines'

const parts = (answer: unknown): string[] =>
  answer && typeof answer === 'object' ? Object.values(answer).map(String) : [String(answer ?? '')]

export const widget: Widget = {
  Answer,
  Evidence,
  blank: (encounter) => write(read([], partsOf(encounter))),
  read: (stored, encounter) => write(read(stored, partsOf(encounter))),
  isBlank: (answer) => parts(answer).every((line) => !line.trim()),
  asText: (answer) =>
    Array.isArray(answer)
      ? answer.join('\n')
      : typeof answer === 'string'
        ? answer
        : Object.entries(answer)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n'),
}
