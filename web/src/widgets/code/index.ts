import type { Encounter } from '../../api/types'
import type { Widget } from '../widget'
import Answer from './Answer.svelte'
import Evidence from './Evidence.svelte'

const text = (answer: unknown): string => (typeof answer === 'string' ? answer : '')
const starter = (encounter: Encounter): string => text(encounter.shown.starter)

export const widget: Widget = {
  Answer,
  Evidence,
  runs: true,
  blank: starter,
  read: text,
  isBlank: (answer, encounter) =>
    !text(answer).trim() || text(answer).trim() === starter(encounter).trim(),
  asText: text,
}
