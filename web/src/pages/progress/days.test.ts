import { expect, it } from 'vitest'
import { shade, weeks } from './days'

it('weeks begin on Monday and end with today’s', () => {
  const had = { day: '2026-11-20', answers: 4, passed: 3, seconds: 60 }
  const found = weeks([had], '2026-11-22', 3)
  expect(found).toHaveLength(3)
  expect(found[0]![0]!.day).toBe('2026-11-02')
  expect(found[2]![6]!.day).toBe('2026-11-22')
  expect(found[2]![4]).toMatchObject({ day: '2026-11-20', answers: 4 })
})

it('days to come are marked', () => {
  const [week] = weeks([], '2026-11-18', 1)
  expect(week!.map((day) => day.ahead)).toEqual([false, false, false, true, true, true, true])
})

it('goes over the end of a year and of a month', () => {
  const days = weeks([], '2027-01-03', 2).flat().map((day) => day.day)
  expect(days[0]).toBe('2026-12-21')
  expect(new Set(days).size).toBe(14)
})

it('more answers are darker', () => {
  expect([0, 1, 3, 6, 12].map(shade)).toEqual([0, 1, 2, 3, 4])
})
