import { fill, type Values } from './fill'
import type { Area, Key, Words } from './en'

export type { Key } from './en'
export type Lang = 'en' | 'zh-Hans' | 'zh-Hant'
export const LANGS: Lang[] = ['en', 'zh-Hans', 'zh-Hant']
/** Each language in its own words. */
export const LANG_NAMES: Record<Lang, string> = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

const load: Record<Lang, () => Promise<{ words: Words }>> = {
  en: () => import('./en'),
  'zh-Hans': () => import('./zh'),
  'zh-Hant': () => import('./zh.ts?traditional'),
}

const asLang = (name: string | null): Lang =>
  LANGS.includes(name as Lang) ? (name as Lang) : 'en'

let lang = $state<Lang>('en')
let words = $state.raw<Words>()
let waited: Lang | undefined

export const i18n = {
  /** The language that is shown. A page that shows the server's words reads it, and asks anew. */
  get lang() {
    return lang
  },
}

/** Shows another language as soon as its words are here. */
export async function setLang(name: Lang): Promise<void> {
  waited = name
  const loaded = await load[name]()
  // A later choice wins, whichever file comes first.
  if (waited !== name) return
  words = loaded.words
  lang = name
  document.documentElement.lang = name
}

export const startI18n = (): Promise<void> => setLang(asLang(document.documentElement.lang))

/** The words of a key, e.g. `t('today.due', { n: 3 })`. */
export function t(key: Key, values?: Values): string {
  const dot = key.indexOf('.')
  const area = words?.[key.slice(0, dot) as Area] as Record<string, string> | undefined
  return fill(area?.[key.slice(dot + 1)] ?? key, values)
}

/** A number as this language writes it. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value)
}

/** A share of one in percent, e.g. 0.734 → “73 %”. */
export const percent = (share: number, digits = 0): string =>
  new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: digits }).format(share)

/** Days are written as in Britain: “22 November”. */
const locale = (): string => (lang === 'en' ? 'en-GB' : lang)

/** A day as this language writes it; `day` is an ISO date, or a moment. */
export function date(day: string, style: 'short' | 'long' = 'short'): string {
  const whole = day.length === 10 ? new Date(day + 'T12:00') : new Date(day)
  return new Intl.DateTimeFormat(locale(), {
    month: style === 'short' ? 'short' : 'long',
    day: 'numeric',
    year: style === 'long' ? 'numeric' : undefined,
  }).format(whole)
}

/** The day of the week and the date: “Sunday, 22 November”. */
export const today = (): string =>
  new Intl.DateTimeFormat(locale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(new Date())

/** Whole days from today to an ISO date; negative when it is over. */
export function daysUntil(day: string, now = new Date()): number {
  const [year, month, of] = day.split('-').map(Number) as [number, number, number]
  // Of the calendar and not of the clock: a day that summer time begins has 23 hours.
  return (Date.UTC(year, month - 1, of) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 86_400_000
}

/** The day of the week of an ISO date, as short as it gets. */
export const weekday = (day: string): string =>
  new Intl.DateTimeFormat(lang, { weekday: 'narrow' }).format(new Date(day + 'T12:00'))

/** How long, in the two largest units that matter: “45 s”, “12 min”, “1 h 5 min”. */
export function duration(seconds: number): string {
  if (seconds < 60) return t('app.seconds', { n: Math.round(seconds) })
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t('app.minutes', { n: minutes })
  const rest = minutes % 60
  const hours = t('app.hours', { n: Math.floor(minutes / 60) })
  return rest ? `${hours} ${t('app.minutes', { n: rest })}` : hours
}
