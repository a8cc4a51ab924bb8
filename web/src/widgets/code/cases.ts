/** The learner's own calls, kept in this browser by question. */

const MOST = 12
const name = (question: string): string => `viva:cases:${question}`

export function keptCases(question: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name(question)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** The newest first, none twice. */
export function keepCases(question: string, cases: string[]): string[] {
  const kept = [...new Set(cases)].slice(0, MOST)
  try {
    localStorage.setItem(name(question), JSON.stringify(kept))
  } catch {
    // No room: they last as long as the page.
  }
  return kept
}
