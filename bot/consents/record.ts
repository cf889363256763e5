import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { consents } from '../../db/schema/index.ts'
import type { Language, Mouth } from '../forms/contract.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'

/** What a person said about one purpose. */
export interface NewConsent {
  uid: string
  /** `link`, `messages` or `form:<form key>:<question key>`. */
  purpose: string
  act: 'given' | 'withdrawn'
  /** Of the text. */
  version: string
  /** As it was shown. */
  text: string
  language: Language
  mouth: Mouth
}

const insertConsent = template<NewConsent & { id: string; accountId: string; now: number } & Record<string, unknown>>(
  build.insert(consents).values({
    id: sql.placeholder('id'),
    accountId: sql.placeholder('accountId'),
    friendSeq: friendSeqOf,
    purpose: sql.placeholder('purpose'),
    act: sql.placeholder('act'),
    version: sql.placeholder('version'),
    text: sql.placeholder('text'),
    language: sql.placeholder('language'),
    mouth: sql.placeholder('mouth'),
    at: sql.placeholder('now'),
  }),
)

/** The statement that adds what a person agreed to or withdrew; it commits with what follows from it. */
export const recordConsent = (scope: Scope, consent: NewConsent): Statement =>
  insertConsent({ ...consent, id: scope.ids(), accountId: scope.account.id, now: scope.clock() })
