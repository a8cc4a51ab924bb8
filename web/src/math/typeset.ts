import { scrollable } from '../components/scrollable'

type Katex = (typeof import('./katex'))['default']
let loaded: Promise<Katex> | undefined
const katex = (): Promise<Katex> => (loaded ??= import('./katex').then((m) => m.default))

// Formulas set in another font first would be of another size.
const FONTS = ['1em KaTeX_Main', 'italic 1em KaTeX_Math']

/** Begins to load KaTeX and its usual fonts: what is shown after that has its mathematics from
 * its first frame, and nothing below it moves. Never fails: what is missing is `typeset`'s affair. */
export async function mathReady(): Promise<void> {
  try {
    await katex()
    await Promise.all(FONTS.map((font) => document.fonts.load(font)))
  } catch {
    // The text is worth showing without.
  }
}

/** Sets one formula into an element, through the DOM (no markup is parsed). */
export async function setFormula(
  element: HTMLElement,
  tex: string,
  displayMode = false,
): Promise<void> {
  const { render } = await katex()
  render(tex, element, { displayMode, fleqn: true, throwOnError: false, strict: false, trust: false })
  if (displayMode) reach(element)
}

const reach = (formula: HTMLElement): void => {
  const wide = formula.querySelector<HTMLElement>('.katex-display') ?? formula
  scrollable(wide)
}

/** Whether an inline formula is wider than the paragraph, item or cell that it stands in. */
function tooWide(formula: HTMLElement): boolean {
  const room = formula.closest<HTMLElement>('p, li, td, div')?.clientWidth ?? 0
  return room > 0 && formula.offsetWidth > room
}

// A mark that may not begin a line; the browser would break between it and a formula's box.
const CLOSING = /^[，。；：、！？）」』》,.;:!?)]/

/** Keeps the punctuation after a formula with it. */
function hold(formula: HTMLElement): void {
  const next = formula.nextSibling
  const mark = next instanceof Text ? CLOSING.exec(next.data)?.[0] : undefined
  if (!(next instanceof Text) || !mark) return
  const held = document.createElement('span')
  held.className = 'held'
  formula.replaceWith(held)
  held.append(formula, mark)
  next.data = next.data.slice(mark.length)
}

/** Typesets all that the server marked as mathematics below a node; loads KaTeX if there is any. */
export async function typeset(node: HTMLElement): Promise<void> {
  const marked = [...node.querySelectorAll<HTMLElement>('.math:not([data-set])')]
  if (!marked.length) return
  const { render } = await katex()
  for (const element of marked) {
    if (element.dataset.set !== undefined) continue
    const tex = element.textContent ?? ''
    element.dataset.set = ''
    const displayMode = element.classList.contains('block')
    render(tex, element, { displayMode, throwOnError: false, strict: false, trust: false })
    // A formula wider than the page scrolls by itself, instead of the page.
    if (displayMode) reach(element)
    else if (tooWide(element)) {
      element.classList.add('wide')
      scrollable(element)
    } else hold(element)
  }
}
