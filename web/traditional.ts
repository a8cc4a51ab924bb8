import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import type { Plugin } from 'vite'

const MARK = '?traditional'

/**
 * `import words from './zh.ts?traditional'` is that module in Traditional Chinese (Taiwan's
 * characters and words), converted when the app is built; what it imports follows it.
 */
export function traditional(): Plugin {
  const convert = Converter({ from: 'cn', to: 'twp' })
  return {
    name: 'traditional-chinese',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer) return null
      if (source.endsWith(MARK)) {
        return resolve(dirname(importer), source.slice(0, -MARK.length)) + MARK
      }
      if (importer.endsWith(MARK) && source.startsWith('.')) {
        return resolve(dirname(importer), source.endsWith('.ts') ? source : source + '.ts') + MARK
      }
      return null
    },
    load(id) {
      if (!id.endsWith(MARK)) return null
      const file = id.slice(0, -MARK.length)
      this.addWatchFile(file)
      // Keys and code are ASCII: converting the whole source changes only what is shown.
      return { code: convert(readFileSync(file, 'utf8')), moduleType: 'ts' }
    },
  }
}
