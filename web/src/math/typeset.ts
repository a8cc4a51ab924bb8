type Katex = (typeof import('./katex'))['default']
let loaded: Promise<Katex> | undefined
const katex = (): Promise<Katex> => (loaded ??= import('./katex').then((m) => m.default))

/** Sets one formula into an element, through the DOM (no markup is parsed). */
export async function setFormula(
  element: HTMLElement,
  tex: string,
  displayMode = false,
): Promise<void> {
  const { render } = await katex()
  render(tex, element, { displayMode, throwOnError: false, strict: false, trust: false })
}

/** Typesets all that the server marked as mathematics below a node; loads KaTeX if there is any. */
export async function typeset(node: HTMLElement): Promise<void> {
  const marked = [...node.querySelectorAll<HTMLElement>('.math:not([data-set])')]
  if (!marked.length) return
  const sources = marked.map((element) => element.textContent ?? '')
  const { render } = await katex()
  for (const [i, element] of marked.entries()) {
    if (element.dataset.set !== undefined) continue
    element.dataset.set = ''
    render(sources[i]!, element, {
      displayMode: element.classList.contains('block'),
      throwOnError: false,
      strict: false,
      trust: false,
    })
  }
}
