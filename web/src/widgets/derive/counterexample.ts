/** A point at which two formulas differ, as the judge's sentence states it. */
export type Counterexample = { at: { name: string; value: string }[]; given: string; right: string }

const NUMBER = String.raw`[-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|inf|nan)`
const SENTENCES = [
  new RegExp(`^At (.+) it gives (${NUMBER}); (${NUMBER}) is right\\.$`),
  new RegExp(`^在 (.+) 处它等于 (${NUMBER})，应为 (${NUMBER})。$`),
  new RegExp(`^在 (.+) 處它等於 (${NUMBER})，應為 (${NUMBER})。$`),
]

/** Splits the evidence into its counterexample, if there is one, and the rest. */
export function split(evidence: string): { rest: string; counterexample: Counterexample | null } {
  const lines = evidence.split('\n')
  for (const [i, line] of lines.entries()) {
    const found = SENTENCES.map((sentence) => sentence.exec(line)).find(Boolean)
    if (!found) continue
    const at = found[1]!.split(', ').map((pair) => {
      const [name = '', value = ''] = pair.split(' = ')
      return { name, value }
    })
    const rest = lines.toSpliced(i, 1).join('\n')
    return { rest, counterexample: { at, given: found[2]!, right: found[3]! } }
  }
  return { rest: evidence, counterexample: null }
}

/** A number as TeX: `1.2e-05` is 1.2·10⁻⁵. */
export function numberTex(text: string): string {
  const [head, power] = text.split('e')
  return power === undefined ? text : `${head}\\cdot 10^{${Number(power)}}`
}
