import { and, eq, inArray } from 'drizzle-orm'
import {
  answers,
  consents,
  deliveries,
  formVersions,
  forms,
  friendshipChanges,
  identityLinks,
  submissions,
} from '../../db/schema/index.ts'
import type { LinkMethod } from '../identity-links/contract.ts'
import { answerText } from '../forms/answer-text.ts'
import type { Texts } from '../forms/contract.ts'
import { valueIn } from '../forms/draft.ts'
import { belongsTo } from '../http/search.ts'
import { shownAnswer } from '../forms/submission-rows.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { shown } from '../staff/masking.ts'
import type { Place } from './timeline-places.ts'

/** One thing that happened between a friend and the company. */
type TimelineEntry = { key: string; at: number } & (
  | { kind: 'friendship'; change: 'followed' | 'blocked' | 'returned' }
  | {
      kind: 'submission_begun' | 'submission_finished' | 'submission_cancelled'
      submission: TimelineSubmission
      mouth: 'liff' | 'chat'
    }
  | { kind: 'answer'; submission: TimelineSubmission; question: Texts; text: Texts; mouth: 'liff' | 'chat' }
  | {
      kind: 'delivery'
      purpose: 'greeting' | 'survey' | 'talk'
      method: 'reply' | 'push'
      state: string
      reason: string | null
    }
  | { kind: 'linked'; memberId: string; method: LinkMethod }
  | { kind: 'unlinked'; memberId: string; by: 'friend' | 'staff' }
  | { kind: 'consent'; purpose: string; act: 'given' | 'withdrawn'; version: string; mouth: 'liff' | 'chat' | 'staff' }
)

interface TimelineSubmission {
  id: string
  number: number | null
  form: { key: string; title: Texts }
}

/** What stands at the places of a page, read table by table and put into words. */
export async function entriesOf(scope: StaffScope, page: Place[]): Promise<TimelineEntry[]> {
  const idsOf = (test: (kind: string) => boolean) => [
    ...new Set(page.filter(({ kind }) => test(kind)).map(({ id }) => id)),
  ]
  const [changes, sent, filled, links, agreed] = await Promise.all([
    readChanges(
      scope,
      idsOf((kind) => kind === 'friendship'),
    ),
    readDeliveries(
      scope,
      idsOf((kind) => kind === 'delivery'),
    ),
    readFilled(
      scope,
      idsOf((kind) => /^\d_/.test(kind)),
    ),
    readLinks(
      scope,
      idsOf((kind) => kind === 'linked' || kind === 'unlinked'),
    ),
    readConsents(
      scope,
      idsOf((kind) => kind === 'consent'),
    ),
  ])
  return page.flatMap(({ kind, id, question, at, key }): TimelineEntry[] => {
    if (kind === 'friendship') return [{ key, at, kind, change: changes.get(id) ?? 'followed' }]
    if (kind === 'delivery') {
      const delivery = sent.get(id)
      return delivery ? [{ key, at, kind, ...delivery }] : []
    }
    const link = links.get(id)
    if (kind === 'linked' && link)
      return [{ key, at, kind, memberId: shown(scope, link.memberId), method: link.method }]
    if (kind === 'unlinked' && link)
      return [
        { key, at, kind, memberId: shown(scope, link.memberId), by: link.endedBy === 'friend' ? 'friend' : 'staff' },
      ]
    const consent = agreed.get(id)
    if (kind === 'consent' && consent) return [{ key, at, kind, ...consent }]
    const one = filled.get(id)
    if (!one) return []
    if (kind === '1_begun')
      return [{ key, at, kind: 'submission_begun', submission: one.submission, mouth: one.beganIn }]
    if (kind === '3_finished')
      return [{ key, at, kind: 'submission_finished', submission: one.submission, mouth: one.finishedIn }]
    if (kind === '3_cancelled')
      return [{ key, at, kind: 'submission_cancelled', submission: one.submission, mouth: one.beganIn }]
    const answer = one.answers.get(question ?? '')
    return answer ? [{ key, at, kind: 'answer', submission: one.submission, ...answer }] : []
  })
}

async function readChanges({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, 'followed' | 'blocked' | 'returned'>()
  const rows = await db.reports
    .select({ id: friendshipChanges.id, kind: friendshipChanges.kind })
    .from(friendshipChanges)
    .where(and(belongsTo(friendshipChanges.accountId, account.id), inArray(friendshipChanges.id, ids)))
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

async function readDeliveries({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, purpose, method, state, reason } = deliveries
  const rows = await db.reports
    .select({ id, purpose, method, state, reason })
    .from(deliveries)
    .where(and(belongsTo(deliveries.accountId, account.id), inArray(deliveries.id, ids)))
  return new Map(rows.map(({ id: key, ...delivery }) => [key, delivery]))
}

async function readLinks({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, memberId, method, endedBy } = identityLinks
  const rows = await db.reports
    .select({ id, memberId, method, endedBy })
    .from(identityLinks)
    .where(and(belongsTo(identityLinks.accountId, account.id), inArray(identityLinks.id, ids)))
  return new Map(rows.map((link) => [link.id, link]))
}

async function readConsents({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, purpose, act, version, mouth } = consents
  const rows = await db.reports
    .select({ id, purpose, act, version, mouth })
    .from(consents)
    .where(and(belongsTo(consents.accountId, account.id), inArray(consents.id, ids)))
  return new Map(rows.map(({ id: key, ...consent }) => [key, consent]))
}

/** Submissions with their answers in words, by id. */
async function readFilled(scope: StaffScope, ids: string[]) {
  const { db, account } = scope
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.reports
    .select({
      id: submissions.id,
      number: submissions.number,
      beganIn: submissions.beganIn,
      finishedIn: submissions.finishedIn,
      formKey: forms.key,
      definition: formVersions.definition,
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(and(belongsTo(submissions.accountId, account.id), inArray(submissions.id, ids)))
  const given = await db.reports
    .select()
    .from(answers)
    .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, ids)))
  return new Map(
    rows.map(({ id, number, beganIn, finishedIn, formKey, definition }) => {
      const submission: TimelineSubmission = { id, number, form: { key: formKey, title: definition.title } }
      const texts = given.flatMap((answer) => {
        const question = definition.questions.find(({ key }) => key === answer.questionKey)
        const value = valueIn(answer)
        if (answer.submissionId !== id || !question || value === null) return []
        return [
          [
            question.key,
            {
              question: question.title,
              text: shownAnswer(scope, question, answerText(question, value)),
              mouth: answer.answeredIn,
            },
          ] as const,
        ]
      })
      return [id, { submission, beganIn, finishedIn: finishedIn ?? beganIn, answers: new Map(texts) }]
    }),
  )
}
