import type { Widget } from '../widget'
import Answer from './Answer.svelte'
import Whole from './Whole.svelte'

const text = (answer: unknown): string => (typeof answer === 'string' ? answer : '')

export const widget: Widget = {
  Answer,
  Whole,
  blank: () => '',
  read: text,
  isBlank: (answer) => !text(answer).trim(),
  asText: text,
}
