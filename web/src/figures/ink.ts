/** The colours of a figure, from the theme's tokens. */
export type Ink = {
  ink: string
  quiet: string
  line: string
  sheet: string
  font: string
  series: (n: number) => string
}

export const SERIES = 6

export function readInk(element: Element): Ink {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const series = Array.from({ length: SERIES }, (_, n) => token(`--plot-${n + 1}`))
  return {
    ink: token('--ink'),
    quiet: token('--ink-2'),
    line: token('--line'),
    sheet: token('--sheet'),
    font: style.fontFamily,
    series: (n) => series[n % SERIES]!,
  }
}
