import { ask } from '../../api/client'
import type { Params } from './player'

export type Finding = {
  claim: string
  standing: 'holds' | 'refuted' | 'unclear'
  as_wanted: boolean
  mean: number | null
  low: number | null
  high: number | null
  per_seed: (number | null)[]
}
type Told = {
  progress: (done: number, of: number) => void
  found: (finding: Finding) => void
  problem: (sentence: string, claim?: string) => void
}

/** Cuts server-sent events out of what has come so far; returns the rest. */
export function events(text: string, heard: (name: string, data: string) => void): string {
  const parts = text.split('\n\n')
  const rest = parts.pop() ?? ''
  for (const part of parts) {
    const lines = part.split('\n')
    const of = (field: string): string => lines.find((line) => line.startsWith(field))?.slice(field.length).trim() ?? ''
    heard(of('event:'), of('data:'))
  }
  return rest
}

/** Measures the claims of a lab over seeds; resolves when all are found. */
export async function measure(lab: string, params: Params, told: Told, signal: AbortSignal): Promise<void> {
  const response = await ask('POST', `/labs/${lab}/claims`, { body: { params }, signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest = events(rest + value, (name, data) => {
      const body = JSON.parse(data)
      if (name === 'progress') told.progress(body.done, body.of)
      else if (name === 'finding' && body.problem === undefined) told.found(body)
      else if (name === 'finding') told.problem(body.problem, body.claim)
      else if (name === 'problem') told.problem(body.detail)
    })
  }
}
