import type { Myth } from '../../api/types'

/** What the learner says of a sentence. */
export type Said = 'true' | 'false' | 'depends'
export const SAID: Said[] = ['true', 'false', 'depends']

const FITS: Record<Myth['verdict'], Said[]> = {
  wrong: ['false'],
  sloppy: ['false', 'depends'],
  true_only_if: ['depends'],
}

export const fits = (said: Said, verdict: Myth['verdict']): boolean => FITS[verdict].includes(said)

const KEPT = 'viva.said'

/** What was said of which myth, kept in this browser. */
export function readSaid(): Record<string, Said> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}')
    const pairs = Object.entries(kept as Record<string, unknown>)
    return Object.fromEntries(pairs.filter((pair): pair is [string, Said] => SAID.includes(pair[1] as Said)))
  } catch {
    return {}
  }
}

export const keepSaid = (said: Record<string, Said>): void => localStorage.setItem(KEPT, JSON.stringify(said))
