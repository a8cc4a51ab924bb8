import type { CriterionState, Outcome } from '../api/types'
import type { IconName } from './Icon.svelte'

/** How a state looks. The icon says it too: colour alone never does. */
export type Tone = 'pass' | 'partial' | 'fail' | 'unsure'

const STATES: Record<CriterionState, [Tone, IconName]> = {
  covered: ['pass', 'check'],
  partial: ['partial', 'half'],
  wrong: ['fail', 'cross'],
  contradicted: ['fail', 'cross'],
  missing: ['fail', 'ring'],
  unsure: ['unsure', 'unsure'],
  skipped: ['unsure', 'skipped'],
}
const OUTCOMES: Record<Outcome, [Tone, IconName]> = {
  pass: ['pass', 'check'],
  partial: ['partial', 'half'],
  fail: ['fail', 'cross'],
  undecided: ['unsure', 'unsure'],
  error: ['unsure', 'warning'],
}

export const toneOf = (state: CriterionState): Tone => STATES[state][0]
export const iconOf = (state: CriterionState): IconName => STATES[state][1]
export const outcomeTone = (outcome: Outcome): Tone => OUTCOMES[outcome][0]
export const outcomeIcon = (outcome: Outcome): IconName => OUTCOMES[outcome][1]
