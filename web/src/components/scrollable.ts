// One observer for all: what scrolls sideways can be reached by keyboard, and only what does.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) settle(target as HTMLElement)
})

function settle(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)
    element.tabIndex = 0
  else element.removeAttribute('tabindex')
}

/** Makes an element focusable whenever it is too wide for its place; returns how to stop. */
export function scrollable(element: HTMLElement): () => void {
  sizes.observe(element)
  return () => sizes.unobserve(element)
}
