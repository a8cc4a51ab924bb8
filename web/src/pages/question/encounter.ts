import { get, post, Problem } from '../../api/client'
import type { Encounter, Kind } from '../../api/types'

/** What follows a question: another of a topic, a track or a kind; another review; or nothing. */
export type Course = {
  then: 'next' | 'review' | null
  topic: string | null
  track: string | null
  kind: Kind | null
}

export const courseOf = (query: URLSearchParams): Course => ({
  then: query.get('then') === 'next' ? 'next' : query.get('then') === 'review' ? 'review' : null,
  topic: query.get('topic'),
  track: query.get('track'),
  kind: query.get('kind') as Kind | null,
})

// What was just begun need not be asked for again.
const begun = new Map<string, Encounter>()

/** Begins a question, or takes up the one that is open. A `Problem` of 404: nothing is left. */
export async function begin(
  mode: 'next' | 'review' | 'question',
  wish: { question?: string; topic?: string | null; track?: string | null; kind?: string | null; without?: string[] } = {},
): Promise<Encounter> {
  const encounter = await post<Encounter>('/encounters', {
    mode,
    question: wish.question ?? null,
    topic: wish.topic ?? null,
    track: wish.track ?? null,
    kind: wish.kind ?? null,
    without: wish.without ?? [],
  })
  begun.set(encounter.id, encounter)
  return encounter
}

/** The page of an encounter, and what follows it. */
export function addressOf(encounter: Encounter, course: Course): string {
  const query = new URLSearchParams({ e: encounter.id })
  for (const [name, value] of Object.entries(course)) if (value) query.set(name, value)
  return `/questions/${encounter.question.id}?${query}`
}

/** The encounter of an address; a question without one, or with one that is gone, is begun. */
export async function open(question: string, id: string | null): Promise<Encounter> {
  const fresh = id ? begun.get(id) : undefined
  if (fresh) {
    begun.delete(fresh.id)
    return fresh
  }
  if (id) {
    try {
      return await get<Encounter>(`/encounters/${id}`)
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error
    }
  }
  return begin('question', { question })
}
