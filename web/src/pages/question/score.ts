import { percent } from '../../i18n/i18n.svelte'

/** “40 %”, or “40–65 %” where the judge is not sure. */
export function scoreText([low = 0, high = 0]: readonly number[]): string {
  if (Math.round(low * 100) === Math.round(high * 100)) return percent(low)
  return `${Math.round(low * 100)}–${percent(high)}`
}
