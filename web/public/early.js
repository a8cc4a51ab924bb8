// Before the first paint. The server writes the learner's theme and language into <html>; `auto`
// follows the system.
{
  const root = document.documentElement
  const choice = root.dataset.theme || 'auto'
  root.dataset.choice = choice
  const dark = choice === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark'
  root.dataset.theme = dark ? 'dark' : 'light'
}
