/** The server's shapes by the names that the pages use; `make types` writes them from OpenAPI. */

import type { components } from './schema'

type Schemas = components['schemas']

export type State = Schemas['State']
export type Today = Schemas['Today']
export type DueQuestion = Schemas['DueQuestion']
export type Forecast = Schemas['DayCount']
export type Topics = Schemas['Topics']
export type TopicPage = Schemas['TopicPage']
export type SearchResults = Schemas['SearchResults']

export type Encounter = Schemas['EncounterBody']
export type Answer = Encounter['draft'] extends infer D | null ? Extract<D, { answer: unknown }>['answer'] : never
export type Draft = { answer: Answer; version: number }
export type DraftVersion = Schemas['DraftVersion']
export type Kind = Encounter['question']['kind']
export type Rating = 1 | 2 | 3 | 4

export type Verdict = Schemas['VerdictBody']
export type Criterion = Schemas['CriterionBody']
export type CriterionState = Criterion['state']
export type Outcome = Verdict['verdict']
export type Span = Schemas['Span']
export type Reading = Schemas['Reading']
export type Closing = Schemas['ClosingBody']
export type Submission = Schemas['SubmissionBody']
export type Attempt = Schemas['PastAttempt']

export type Labs = Schemas['Labs']
export type LabPage = Schemas['LabPage']
export type LabParam = Schemas['LabParam']
export type LabClaim = Schemas['LabClaim']
export type Myths = Schemas['Myths']
export type Myth = Schemas['MythPage']
export type Progress = Schemas['Progress']
export type TopicCard = Schemas['TopicCard']
export type Found = Schemas['Found']
export type ImportCounts = Schemas['ImportCounts']
