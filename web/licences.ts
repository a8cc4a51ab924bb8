import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** The package folder that a module belongs to, or null for our own. */
function packageOf(id: string): string | null {
  const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))
  return found?.[1] ?? null
}

/** `licences.txt` beside the built files: what was bundled, with its licence, as licences ask. */
export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      const folders = new Set<string>()
      for (const id of this.getModuleIds()) {
        const folder = packageOf(id)
        if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder)
      }
      const parts = [...folders].sort().map((folder) => {
        const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
        const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
        if (!file) this.error(`${about.name} has no licence file`)
        return `${about.name} ${about.version} (${about.license})\n\n${readFileSync(join(folder, file!), 'utf8').trim()}\n`
      })
      this.emitFile({
        type: 'asset',
        fileName: 'licences.txt',
        source: `The web app is bundled with the following.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`,
      })
    },
  }
}
