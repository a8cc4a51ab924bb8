import type { Widget } from '../widget'

/** A kind that has no place here yet: its questions are answered in the terminal. */
export const widget: Widget = {
  Answer: null,
  blank: () => '',
  read: (stored) => stored,
  isBlank: (answer) => answer === '',
  asText: (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2)),
}
