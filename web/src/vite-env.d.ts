/// <reference types="svelte" />
/// <reference types="vite/client" />

declare module '*?traditional' {
  import type { Words } from './i18n/en'
  export const words: Words
}
