import type { IconName } from '../components/Icon.svelte'
import type { Key } from '../i18n/i18n.svelte'

export type Entry = { href: string; label: Key; icon: IconName; within: RegExp }

export const ENTRIES: Entry[] = [
  { href: '/', label: 'app.today', icon: 'today', within: /^\/($|next|review|questions)/ },
  { href: '/topics', label: 'app.topics', icon: 'topics', within: /^\/topics/ },
  { href: '/labs', label: 'app.labs', icon: 'labs', within: /^\/labs/ },
  { href: '/myths', label: 'app.myths', icon: 'myths', within: /^\/myths/ },
  { href: '/progress', label: 'app.progress', icon: 'progress', within: /^\/(progress|judging)/ },
]
