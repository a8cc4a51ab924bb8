export type Row = { kind: 'same' | 'gone' | 'new'; text: string }

const MOST = 400

/** The lines of two texts, side by side: the longest common subsequence stays. */
export function difference(before: string, after: string): Row[] {
  const a = before.split('\n')
  const b = after.split('\n')
  // What is the same at both ends needs no table.
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const left = a.slice(head, a.length - tail)
  const right = b.slice(head, b.length - tail)
  const same = (text: string): Row => ({ kind: 'same', text })
  const middle =
    left.length > MOST || right.length > MOST
      ? [...left.map(gone), ...right.map(fresh)]
      : walk(left, right)
  return [...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)]
}

const gone = (text: string): Row => ({ kind: 'gone', text })
const fresh = (text: string): Row => ({ kind: 'new', text })

function walk(a: string[], b: string[]): Row[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i]![j] =
        a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const rows: Row[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      rows.push({ kind: 'same', text: a[i]! })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      rows.push(gone(a[i]!))
      i += 1
    } else {
      rows.push(fresh(b[j]!))
      j += 1
    }
  }
  return rows
}
