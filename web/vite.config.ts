import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { onlyWoff2 } from './fonts.ts'
import { licences } from './licences.ts'
import { traditional } from './traditional.ts'

export default defineConfig({
  plugins: [svelte(), traditional(), onlyWoff2(), licences()],
  // The server puts a fresh nonce in place of this word each time it serves index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../src/viva/server/static',
    emptyOutDir: true,
    // A data: address would need a wider policy, and fonts are better cached than inlined.
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
  resolve: { conditions: process.env.VITEST ? ['browser'] : undefined },
})
