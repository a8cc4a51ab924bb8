import type { Component } from 'svelte'
import type { Params } from './match'

export type PageProps = { params: Params }
export type Route = {
  path: string
  /** Loaded when the page is first opened. A page may take `PageProps`, or nothing. */
  page: () => Promise<{ default: Component<PageProps> | Component }>
}

/** One line a page. The first that fits is shown. */
export const routes: Route[] = [
  { path: '/', page: () => import('../pages/today/Today.svelte') },
  { path: '/next', page: () => import('../pages/question/Next.svelte') },
  { path: '/questions/:topic/:name', page: () => import('../pages/question/Question.svelte') },
  { path: '/review', page: () => import('../pages/review/Review.svelte') },
  { path: '/topics', page: () => import('../pages/topics/Topics.svelte') },
  { path: '/topics/:topic', page: () => import('../pages/topics/Topic.svelte') },
  { path: '/labs', page: () => import('../pages/labs/Labs.svelte') },
  { path: '/labs/:topic/:name', page: () => import('../pages/lab/Lab.svelte') },
  { path: '/myths', page: () => import('../pages/myths/Myths.svelte') },
  { path: '/progress', page: () => import('../pages/progress/Progress.svelte') },
  { path: '/judging', page: () => import('../pages/judging/Judging.svelte') },
  { path: '/settings', page: () => import('../pages/settings/Settings.svelte') },
  { path: '/search', page: () => import('../pages/search/Search.svelte') },
]
