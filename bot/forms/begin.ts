import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'
import { keepAnswer } from './answer.ts'
import type { Answers, Mouth } from './contract.ts'
import { reachedAfter } from './flow.ts'
import type { OpenForm } from './load.ts'
import { todayInJapan } from './today.ts'

const insertSubmission = template<{
  id: string
  accountId: string
  formId: string
  version: number
  uid: string
  mouth: Mouth
  proof: 'webhook_signature' | 'id_token'
  hidden: string
  known: string
  reachedKey: string
  now: number
}>(
  build.insert(submissions).values({
    id: sql.placeholder('id'),
    accountId: sql.placeholder('accountId'),
    formId: sql.placeholder('formId'),
    version: sql.placeholder('version'),
    friendSeq: friendSeqOf,
    uid: sql.placeholder('uid'),
    state: 'draft',
    revision: 0,
    skipped: [],
    hidden: sql`${sql.placeholder('hidden')}`,
    known: sql`${sql.placeholder('known')}`,
    beganIn: sql.placeholder('mouth'),
    proof: sql.placeholder('proof'),
    review: 'new',
    reachedKey: sql.placeholder('reachedKey'),
    startedAt: sql.placeholder('now'),
    updatedAt: sql.placeholder('now'),
  }),
)

/** How the author of a submission is proven, by where it is given. */
export const proofOf = { chat: 'webhook_signature', liff: 'id_token' } as const

/** What a submission begins with, beside its person. */
export interface Beginning {
  /** What the link said (`hiddenIn`). */
  hidden: Record<string, string>
  /** Answers that were known, so that nobody is asked (`knownAnswers`). */
  taken: Answers
}

/**
 * Begins a person's filling-in of a form's current version. The unique index on open drafts refuses a second one, in
 * which case the caller reads again and resumes the first.
 */
export function beginSubmission(
  scope: Scope,
  {
    id,
    form,
    uid,
    mouth,
    hidden,
    taken,
  }: {
    id: string
    form: Pick<OpenForm, 'id' | 'version' | 'definition'>
    uid: string
    mouth: Mouth
  } & Beginning,
): Statement[] {
  const [accountId, proof, now] = [scope.account.id, proofOf[mouth], scope.clock()]
  const { id: formId, version, definition } = form
  const known = Object.keys(taken)
  const reachedKey = reachedAfter(definition, taken, { hidden, known, day: todayInJapan(now) })
  const row = { id, accountId, formId, version, uid, mouth, proof, reachedKey, now }
  return [
    insertSubmission({ ...row, hidden: JSON.stringify(hidden), known: JSON.stringify(known) }),
    ...definition.questions.flatMap((question) => {
      const value = taken[question.key]
      return value == null ? [] : [keepAnswer(scope, { id, formId, uid }, { question, value, answeredIn: 'known' })]
    }),
  ]
}
