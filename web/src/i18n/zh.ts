import type { Words } from './en'
import app from './zh/app'
import today from './zh/today'
import question from './zh/question'
import review from './zh/review'
import topics from './zh/topics'
import labs from './zh/labs'
import lab from './zh/lab'
import myths from './zh/myths'
import progress from './zh/progress'
import judging from './zh/judging'
import settings from './zh/settings'
import search from './zh/search'

export const words: Words = {
  app,
  today,
  question,
  review,
  topics,
  labs,
  lab,
  myths,
  progress,
  judging,
  settings,
  search,
}
