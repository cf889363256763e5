import { and, eq, inArray } from 'drizzle-orm'
import {
  answers,
  auditEntries,
  consents,
  deliveries,
  events,
  forms,
  formVersions,
  friendshipChanges,
  identityLinks,
  linkConflicts,
  notes,
  staff,
  submissions,
  talkMessages,
} from '../../db/schema/index.ts'
import { answerText } from '../forms/answer-text.ts'
import type { Texts } from '../forms/contract.ts'
import { valueIn } from '../forms/draft.ts'
import { staysMasked } from '../forms/personal.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { deedWords } from '../staff/deed-words.ts'
import { maskedText, shown } from '../staff/masking.ts'

/** Rows by their ids. Each of these reads what one kind of entry of a timeline is told by; ids of another account find nothing. */
const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Omit<Row, 'id'>> =>
  new Map(rows.map(({ id, ...row }) => [id, row]))

export async function readChanges({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, kind } = friendshipChanges
  return byId(
    await db.reports
      .select({ id, kind })
      .from(friendshipChanges)
      .where(and(belongsTo(friendshipChanges.accountId, account.id), inArray(id, ids))),
  )
}

export async function readDeliveries({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, purpose, method, state, reason } = deliveries
  return byId(
    await db.reports
      .select({ id, purpose, method, state, reason })
      .from(deliveries)
      .where(and(belongsTo(deliveries.accountId, account.id), inArray(id, ids))),
  )
}

/** What was said in the talk, with how the words of the staff went out. */
export async function readMessages(scope: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { db, account, actor } = scope
  const rows = await db.reports
    .select({
      id: talkMessages.id,
      side: talkMessages.side,
      content: talkMessages.kind,
      text: talkMessages.text,
      staff: staff.name,
      unsentAt: talkMessages.unsentAt,
      outcome: { method: deliveries.method, state: deliveries.state, reason: deliveries.reason },
    })
    .from(talkMessages)
    .leftJoin(deliveries, and(eq(deliveries.id, talkMessages.deliveryId), belongsTo(deliveries.accountId, account.id)))
    .leftJoin(staff, eq(staff.id, talkMessages.staffId))
    .where(and(belongsTo(talkMessages.accountId, account.id), inArray(talkMessages.id, ids)))
  return byId(rows.map((row) => (actor.seesPersonal ? row : { ...row, text: null })))
}

export async function readLinks({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, memberId, method, endedBy } = identityLinks
  return byId(
    await db.reports
      .select({ id, memberId, method, endedBy })
      .from(identityLinks)
      .where(and(belongsTo(identityLinks.accountId, account.id), inArray(id, ids))),
  )
}

export async function readConflicts({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, memberId, method, state } = linkConflicts
  return byId(
    await db.reports
      .select({ id, memberId, method, state })
      .from(linkConflicts)
      .where(and(belongsTo(linkConflicts.accountId, account.id), inArray(id, ids))),
  )
}

export async function readConsents({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, purpose, act, version, mouth } = consents
  return byId(
    await db.reports
      .select({ id, purpose, act, version, mouth })
      .from(consents)
      .where(and(belongsTo(consents.accountId, account.id), inArray(id, ids))),
  )
}

export async function readEvents({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, properties } = events
  return byId(
    await db.reports
      .select({ id, properties })
      .from(events)
      .where(and(belongsTo(events.accountId, account.id), inArray(id, ids))),
  )
}

/** What staff did, by whom, and what it changed (ES16); before and after may name the person. */
export async function readDeeds({ db, account, actor }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.reports
    .select({ id: auditEntries.id, action: auditEntries.action, detail: auditEntries.detail, staff: staff.name })
    .from(auditEntries)
    .leftJoin(staff, eq(staff.id, auditEntries.staffId))
    .where(and(belongsTo(auditEntries.accountId, account.id), inArray(auditEntries.id, ids)))
  return byId(
    rows.map(({ detail, ...row }) => ({
      ...row,
      words: deedWords(row.action, detail),
      before: actor.seesPersonal ? plain(detail['before']) : null,
      after: actor.seesPersonal ? plain(detail['after']) : null,
    })),
  )
}

/** A word or a text; what has parts is left to the audit log. */
const plain = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export async function readNotes(scope: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { db, account } = scope
  const rows = await db.reports
    .select({ id: notes.id, text: notes.body, staff: staff.name, submissionId: notes.submissionId })
    .from(notes)
    .leftJoin(staff, eq(staff.id, notes.staffId))
    .where(and(belongsTo(notes.accountId, account.id), inArray(notes.id, ids)))
  return byId(rows.map((row) => ({ ...row, text: shown(scope, row.text) })))
}

export interface TimelineSubmission {
  id: string
  number: number | null
  form: { key: string; title: Texts }
}

/** Submissions with their answers in words; answers to personal questions are masked for whoever may not see them. */
export async function readFilled({ db, account, actor }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const own = and(belongsTo(submissions.accountId, account.id), inArray(submissions.id, ids))
  const { id, number, beganIn, finishedIn } = submissions
  const [rows, given] = await Promise.all([
    db.reports
      .select({ id, number, beganIn, finishedIn, formKey: forms.key, definition: formVersions.definition })
      .from(submissions)
      .innerJoin(forms, eq(forms.id, submissions.formId))
      .innerJoin(
        formVersions,
        and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
      )
      .where(own),
    db.reports
      .select()
      .from(answers)
      .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, ids))),
  ])
  return byId(
    rows.map(({ formKey, definition, ...row }) => {
      const texts = given.flatMap((answer) => {
        const question = definition.questions.find(({ key }) => key === answer.questionKey)
        const value = valueIn(answer)
        if (answer.submissionId !== row.id || !question || value === null) return []
        const masked = staysMasked(question, value) && !actor.seesPersonal
        const text = masked ? { ja: maskedText, en: maskedText } : answerText(question, value)
        return [[question.key, { question: question.title, text, mouth: answer.answeredIn }] as const]
      })
      const submission: TimelineSubmission = {
        id: row.id,
        number: row.number,
        form: { key: formKey, title: definition.title },
      }
      return { ...row, submission, finishedIn: row.finishedIn ?? row.beganIn, answers: new Map(texts) }
    }),
  )
}
