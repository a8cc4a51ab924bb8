import type { Plugin } from 'vite'

/** KaTeX's fonts as WOFF2 only: every browser that can run the app reads it. */
export function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex(\.min)?\.css$/.test(id)) return null
      const lean = code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '')
      if (lean === code) this.error('KaTeX names its fonts otherwise than before')
      return { code: lean, map: null }
    },
  }
}
