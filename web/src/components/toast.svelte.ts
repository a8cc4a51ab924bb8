export type Toast = {
  id: number
  text: string
  tone: 'plain' | 'fail'
  act?: { label: string; run: () => void }
}

const LASTS_MS = 6000
let next = 1
let toasts = $state<Toast[]>([])

export const shownToasts = (): readonly Toast[] => toasts

export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id)
}

/** Says something at the edge of the page for a few seconds; failures stay until closed. Its id, for `dismiss`. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'act'>> = {}): number {
  const id = next++
  toasts = [...toasts.filter((other) => other.text !== text), { id, text, tone: 'plain', ...options }]
  if (options.tone !== 'fail') setTimeout(() => dismiss(id), LASTS_MS)
  return id
}
