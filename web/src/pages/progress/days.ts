import type { Progress } from '../../api/types'

export type Day = { day: string; answers: number; passed: number; seconds: number; ahead: boolean }

const iso = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

/** Whole weeks from Monday to Sunday, the last holding `today`; days of no practice are there too. */
export function weeks(calendar: Progress['calendar'], today: string, count: number): Day[][] {
  const there = new Map(calendar.map((day) => [day.day, day]))
  const last = new Date(today + 'T12:00')
  const monday = new Date(last)
  monday.setDate(last.getDate() - ((last.getDay() + 6) % 7) - 7 * (count - 1))
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, d) => {
      const at = new Date(monday)
      at.setDate(monday.getDate() + 7 * week + d)
      const day = iso(at)
      const had = there.get(day)
      return { day, answers: had?.answers ?? 0, passed: had?.passed ?? 0, seconds: had?.seconds ?? 0, ahead: day > today }
    }),
  )
}

/** How dark a day is, from 0 to 4. */
export function shade(answers: number): number {
  return answers === 0 ? 0 : answers < 3 ? 1 : answers < 6 ? 2 : answers < 12 ? 3 : 4
}
