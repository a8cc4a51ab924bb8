import { get, Offline, post, Problem } from '../../api/client'
import { dismiss, toast } from '../../components/toast.svelte'
import { openDraft, type OpenDraft } from '../../drafts/draft.svelte'
import { t } from '../../i18n/i18n.svelte'
import type {
  Answer,
  Closing,
  Encounter,
  Rating,
  Submission,
  Verdict,
} from '../../api/types'
import type { Widget } from '../../widgets/widget'

type Judged = { verdict: Verdict; answer: Answer; recorded: boolean }
type FollowUp = Submission['follow_up']

/** One question being answered: the draft, the verdict, hints, and how it ends. */
export class Sitting {
  encounter = $state.raw<Encounter>() as Encounter
  draft = $state.raw<OpenDraft>() as OpenDraft
  readonly widget: Widget
  judged = $state.raw<Judged | null>(null)
  followUp = $state.raw<FollowUp>(null)
  closing = $state.raw<Closing | null>(null)
  worked = $state<string | null>(null)
  hints = $state.raw<string[]>([])
  hintsOf = $state(0)
  allowed = $state.raw<Rating[]>([])
  /** The judge could not decide, so the learner may say how well it went. */
  ask = $state(false)
  closed = $state(false)
  tried = $state(false)
  /** Why what was handed in last could not be judged; a verdict that is shown is of an earlier one. */
  refused = $state<string | null>(null)
  #told: number | null = null
  /** What is on its way to the server; the buttons say so. */
  busy = $state<'' | 'submit' | 'run' | 'hint' | 'give_up' | 'close' | 'solution' | 'undo'>('')
  // The same answer handed in again after a lost reply is the same answer once.
  #key: { answer: string; key: string } | null = null

  constructor(encounter: Encounter, widget: Widget, draft: OpenDraft) {
    this.widget = widget
    this.draft = draft
    this.show(encounter)
  }

  /** Takes what the server says of the encounter, e.g. in another language. */
  show(encounter: Encounter): void {
    this.encounter = encounter
    this.closed = encounter.closed
    this.tried = encounter.tried
    this.hints = encounter.hints.texts_html
    this.hintsOf = encounter.hints.of
    this.allowed = encounter.allowed_ratings
    const { last } = encounter
    if (last && (this.judged === null || this.judged.recorded))
      this.judged = {
        verdict: last.verdict,
        answer: this.widget.read(last.answer, encounter),
        recorded: true,
      }
    if (encounter.closed && !this.closing)
      this.closing = { rating: encounter.rating, due: null, in_days: null }
  }

  /** In another language: everything that the server says, said anew. */
  async retell(): Promise<void> {
    const { id } = this.encounter
    const encounter = await get<Encounter>(`/encounters/${id}`)
    this.show({ ...encounter, reason: encounter.reason || this.encounter.reason })
    this.followUp = null
    if (this.worked !== null) await this.solution()
    if (this.judged && !this.judged.recorded) await this.run(this.judged.answer)
  }

  /** The learner is back in this tab: what was done in another meanwhile. True: it is over there. */
  async refresh(): Promise<boolean> {
    if (this.busy || this.closed) return false
    try {
      const encounter = await get<Encounter>(`/encounters/${this.encounter.id}`)
      if (encounter.closed) return true
      const kept = encounter.draft && {
        answer: this.widget.read(encounter.draft.answer, encounter),
        version: encounter.draft.version,
      }
      if (this.draft.refresh(kept)) toast(t('question.from_other'))
    } catch (error) {
      if (!(error instanceof Offline) && !(error instanceof Problem)) throw error
    }
    return false
  }

  /** Does one thing at a time; what goes wrong is said, and nothing typed is touched. */
  async #step<T>(name: Sitting['busy'], act: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = name
    try {
      return await act()
    } catch (error) {
      if (error instanceof Problem) {
        const sentence = [error.sentence, error.mend].filter(Boolean).join(' ')
        this.corrected()
        this.#told = toast(sentence, { tone: 'fail' })
        if (error.status === 422 && (name === 'submit' || name === 'run')) this.refused = sentence
      }
      else if (error instanceof Offline) toast(t('question.not_sent'))
      else throw error
      return undefined
    } finally {
      this.busy = ''
    }
  }

  /** What was refused is being mended: the complaint about it goes. */
  corrected(): void {
    if (this.#told !== null) dismiss(this.#told)
    this.#told = null
  }

  get isBlank(): boolean {
    return this.widget.isBlank(this.draft.answer, this.encounter)
  }

  /** Hands in what is typed; it is recorded. */
  async submit(): Promise<void> {
    if (this.closed || this.isBlank) return
    const answer = this.draft.answer
    const written = JSON.stringify(answer)
    if (this.#key?.answer !== written)
      this.#key = { answer: written, key: crypto.randomUUID().replaceAll('-', '') }
    const { key } = this.#key
    const done = await this.#step('submit', () =>
      post<Submission>(`/encounters/${this.encounter.id}/submit`, { answer, key }),
    )
    if (!done) return
    this.#key = null
    this.corrected()
    this.refused = null
    this.judged = { verdict: done.verdict, answer, recorded: true }
    this.followUp = done.follow_up
    this.ask = done.ask
    this.tried = done.tried
    this.allowed = done.allowed_ratings
    if (done.closing) this.#close(done.closing, done.worked_html)
  }

  /** Judges what is typed without recording it. */
  async run(answer: Answer = this.draft.answer): Promise<void> {
    const done = await this.#step('run', () =>
      post<{ verdict: Verdict }>(`/encounters/${this.encounter.id}/run`, { answer }),
    )
    if (!done) return
    this.corrected()
    this.refused = null
    this.judged = { verdict: done.verdict, answer, recorded: false }
  }

  async hint(): Promise<void> {
    if (this.closed || this.hints.length >= this.hintsOf) return
    const done = await this.#step('hint', () =>
      post<{ text_html: string; of: number }>(`/encounters/${this.encounter.id}/hint`),
    )
    if (!done) return
    this.hints = [...this.hints, done.text_html]
    this.hintsOf = done.of
  }

  async giveUp(): Promise<void> {
    const done = await this.#step('give_up', () =>
      post<{ closing: Closing; worked_html: string }>(`/encounters/${this.encounter.id}/give_up`),
    )
    if (!done) return
    this.allowed = []
    this.#close(done.closing, done.worked_html)
  }

  /** Rates, and closes where it is still open. */
  async rate(rating: Rating): Promise<void> {
    if (!this.allowed.includes(rating)) return
    const done = await this.#step('close', () =>
      post<{ closing: Closing }>(`/encounters/${this.encounter.id}/close`, { rating }),
    )
    if (!done) return
    this.#close(done.closing, this.worked)
    if (this.worked === null) await this.solution()
  }

  async solution(): Promise<void> {
    const done = await this.#step('solution', () =>
      get<{ worked_html: string }>(`/encounters/${this.encounter.id}/solution`),
    )
    if (done) this.worked = done.worked_html
  }

  /** The learner says that the judge is wrong about a point; null takes that back. */
  async overrule(criterion: string, state: 'covered' | 'missing' | null): Promise<void> {
    const done = await this.#step('run', () =>
      post<{ verdict: Verdict }>(`/encounters/${this.encounter.id}/overrule`, { criterion, state }),
    )
    if (done && this.judged) this.judged = { ...this.judged, verdict: done.verdict }
  }

  /** Takes back the last answer, which was this one; true if so. */
  async undo(): Promise<boolean> {
    const done = await this.#step('undo', () => post<{ encounter: string }>('/undo'))
    return done?.encounter === this.encounter.id
  }

  #close(closing: Closing, worked: string | null): void {
    this.closing = closing
    this.closed = true
    this.ask = false
    this.tried = true
    this.worked = worked
    this.draft.finish()
  }
}

/** Sits down to an encounter: its widget is loaded, its draft opened. */
export async function sit(encounter: Encounter, widget: Widget): Promise<Sitting> {
  const { draft, last } = encounter
  const blank = last ? widget.read(last.answer, encounter) : widget.blank(encounter)
  const kept = draft && { answer: widget.read(draft.answer, encounter), version: draft.version }
  const opened = await openDraft(encounter.id, kept, blank)
  const sitting = new Sitting(encounter, widget, opened)
  if (encounter.closed) {
    opened.finish()
    await sitting.solution()
  }
  return sitting
}
