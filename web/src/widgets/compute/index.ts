import type { Widget } from '../widget'
import Answer from './Answer.svelte'
import { given } from './parts'

export const widget: Widget = {
  Answer,
  blank: () => ({}),
  read: given,
  isBlank: (answer) => Object.values(given(answer)).every((value) => !value.trim()),
  asText: (answer) =>
    Object.entries(given(answer))
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
}
