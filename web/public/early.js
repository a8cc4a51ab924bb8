// Before the first paint: the theme and the language that this browser chose last.
(() => {
  const root = document.documentElement
  let theme = 'auto'
  let lang = ''
  try {
    theme = localStorage.getItem('viva:theme') || 'auto'
    lang = localStorage.getItem('viva:lang') || ''
  } catch {
    // Storage is off: the system's theme and the browser's language do.
  }
  const dark = theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
  root.dataset.theme = dark ? 'dark' : 'light'
  if (!lang) {
    const spoken = navigator.language || 'en'
    if (spoken.startsWith('zh')) lang = /Hant|TW|HK|MO/i.test(spoken) ? 'zh-Hant' : 'zh-Hans'
    else lang = 'en'
  }
  root.lang = lang
})()
