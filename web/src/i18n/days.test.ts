import { afterEach, expect, it, vi } from 'vitest'
import { daysUntil } from './i18n.svelte'

afterEach(() => vi.unstubAllEnvs())

it('counts days of the calendar, whatever the hour', () => {
  expect(daysUntil('2026-03-01', new Date(2026, 1, 27, 23, 59))).toBe(2)
  expect(daysUntil('2026-03-01', new Date(2026, 2, 1, 0, 1))).toBe(0)
  expect(daysUntil('2026-02-28', new Date(2026, 2, 1, 12))).toBe(-1)
})

it('counts a day of 23 or 25 hours as one', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(new Date(2026, 2, 30).getTime() - new Date(2026, 2, 28).getTime()).toBe(47 * 3_600_000)
  expect(daysUntil('2026-03-30', new Date(2026, 2, 28, 12))).toBe(2)
  expect(daysUntil('2026-10-26', new Date(2026, 9, 24, 12))).toBe(2)
})
