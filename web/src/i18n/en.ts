import app from './en/app'
import today from './en/today'
import question from './en/question'
import review from './en/review'
import topics from './en/topics'
import labs from './en/labs'
import lab from './en/lab'
import myths from './en/myths'
import progress from './en/progress'
import judging from './en/judging'
import settings from './en/settings'
import search from './en/search'

/** All words of the app, an area a file. Its keys are the keys; the Chinese must have the same. */
export const words = {
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

export type Words = { [A in keyof typeof words]: { [K in keyof (typeof words)[A]]: string } }
export type Area = keyof Words
/** `area.key` */
export type Key = { [A in Area]: `${A}.${Extract<keyof Words[A], string>}` }[Area]
