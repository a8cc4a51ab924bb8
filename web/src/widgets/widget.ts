import type { Component } from 'svelte'
import type { Answer, Criterion, Encounter, Kind, Verdict } from '../api/types'

/** What the place to answer gets. `answer` is the text to begin with, `change` takes each new one. */
export type AnswerProps = {
  encounter: Encounter
  answer: Answer
  change: (answer: Answer) => void
  /** The encounter is over: to be read only. */
  closed: boolean
  verdict: Verdict | null
  /** Why what was handed in last could not be judged, and is not mended yet. */
  refused: string | null
  /** Hands in (Ctrl+Enter where nothing can be run first). */
  submit: () => void
  /** Judges without recording, where the kind can. */
  run: () => void
  /** Hands the draft to the server now, and says so (Ctrl+S). */
  keep: () => void
}

/** What the evidence of a criterion gets. */
export type EvidenceProps = {
  criterion: Criterion
  verdict: Verdict
  answer: Answer
  encounter: Encounter
}
/** What stands above all criteria gets; `lit` is the criterion that is looked at. */
export type WholeProps = {
  verdict: Verdict
  answer: Answer
  lit: string | null
  light: (id: string | null) => void
}

/** How a kind is answered and its verdict shown. A folder each; see `widgets/index.ts`. */
export type Widget = {
  /** Null: this kind is answered in the terminal. */
  Answer: Component<AnswerProps> | null
  Evidence?: Component<EvidenceProps>
  Whole?: Component<WholeProps>
  /** Ctrl+Enter judges without recording, and Ctrl+Shift+Enter hands in. */
  runs?: boolean
  /** What stands there when nothing was typed. */
  blank: (encounter: Encounter) => Answer
  /** A stored answer in the form that `Answer` edits. */
  read: (stored: Answer, encounter: Encounter) => Answer
  /** Whether there is nothing to hand in. */
  isBlank: (answer: Answer, encounter: Encounter) => boolean
  /** As text, to be compared with an earlier one. */
  asText: (answer: Answer) => string
}

export type Loader = () => Promise<{ widget: Widget }>
export type Widgets = Record<Kind, Loader>
