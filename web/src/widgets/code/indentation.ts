/** How deep a new line of Python begins, from the lines above it. Small, for answers of a screen. */

const OPENS = /[:([{]\s*(#.*)?$/
const LEAVES = /^\s*(return|pass|break|continue|raise)\b/
const CLOSES = /^\s*[)\]}]/
const CONTINUES = /^\s*(else|elif|except|finally)\b/

const depth = (line: string): number => /^ */.exec(line)![0].length

/** The spaces before a line that begins with `after`, below `above` (the nearest last). */
export function indentation(above: readonly string[], after: string, unit = 4): number {
  const previous = above.findLast((line) => line.trim())
  if (previous === undefined) return 0
  let spaces = depth(previous)
  if (OPENS.test(previous)) spaces += unit
  else if (LEAVES.test(previous)) spaces -= unit
  // In `f(\n    x\n)` and `if …:\n    …\nelse:` the line itself steps out.
  if (CLOSES.test(after) || (CONTINUES.test(after) && !LEAVES.test(previous))) spaces -= unit
  return Math.max(0, spaces)
}
