/** The shapes that the pages speak of. */

export type Kind = 'explain' | 'compute' | 'derive' | 'code' | 'diagnose' | 'design'
export type Rating = 1 | 2 | 3 | 4

export type State = {
  version: string
  lang: string
  theme: string
  learner: string
  streak_days: number
  due: number
  extras: { torch: boolean }
  sandbox: { tier: string; warning_html?: string | null }
  settings: { retention: number; interview_date: string | null }
}

export type Forecast = { day: string; count: number }
export type Today = {
  due: { id: string; title: string; kind: Kind; recall: number }[]
  due_count: number
  next: {
    id: string
    title: string
    kind: Kind
    level: number
    topic: string
    reason: string
  } | null
  resume: { encounter: string; id: string; title: string; kind: Kind }[]
  streak_days: number
  answered_today: number
  seconds_today: number
  forecast: Forecast[]
  upcoming_new: number
}

export type CriterionState =
  | 'covered'
  | 'partial'
  | 'wrong'
  | 'contradicted'
  | 'missing'
  | 'unsure'
  | 'skipped'
export type Outcome = 'pass' | 'partial' | 'fail' | 'undecided' | 'error'
export type Criterion = {
  id: string
  state: CriterionState
  title: string
  weight: number
  score: number
  evidence: string
  feedback: string
}
export type Span = { criterion: string; start: number; end: number }
export type Verdict = {
  question: string
  seed: number
  verdict: Outcome
  score: number
  score_range: [number, number]
  elapsed_ms: number
  notice: string
  printed: string
  criteria: Criterion[]
  evidence_spans?: Span[]
}

export type Answer = string | string[] | Record<string, unknown>
export type Draft = { answer: Answer; version: number }
export type Closing = { rating: Rating | null; due: string | null; in_days: number | null }

export type Encounter = {
  id: string
  question: {
    id: string
    title: string
    topic: string
    topic_title: string
    kind: Kind
    level: number
    sources: { cite: string; url: string }[]
    needs: string[]
  }
  seed: number
  prompt_html: string
  shown: Record<string, unknown>
  reason: string
  resumed: boolean
  draft: Draft | null
  hints: { taken: number; of: number; texts_html: string[] }
  last: { verdict: Verdict | null; answer: Answer } | null
  closed: boolean
  rating: Rating | null
  tried: boolean
  related: {
    labs: { id: string; title: string }[]
    myths: { id: string; sentence: string }[]
    questions: { id: string; title: string; kind: Kind }[]
  }
}

export type Submission = {
  verdict: Verdict
  closing: Closing | null
  ask: boolean
  repeated: boolean
  follow_up: { point: string; question_html: string } | null
  allowed_ratings: Rating[]
  proposed_rating: Rating | null
  worked_html: string | null
}
