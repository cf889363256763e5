import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { formVersions, forms, friends, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { Me, OwnSubmission } from '../identity-links/contract.ts'
import type { Scope } from '../scope.ts'
import { answerText } from './answer-text.ts'
import type { Opening } from './contract.ts'
import type { OwnBooking } from '../slots/contract.ts'
import { cancelRefusal, changeableUntil } from '../slots/may-cancel.ts'
import { bookingsOf } from '../slots/own-bookings.ts'
import { partyOf } from '../slots/party.ts'
import type { Draft } from './draft.ts'
import { askedQuestions } from './flow.ts'
import { draftById, openingColumns } from './load.ts'
import { openingOf } from './opening.ts'
import { under } from './under.ts'
import { calledName } from './called-name.ts'
import { filledPart, titleFor } from './fill-texts.ts'
import { submissionText } from './submission-text.ts'

/** My page shows the last ones; the rest is the company's to tell. */
const shownMax = 50

/** What a person has sent, and drafts that can be gone on with; newest first. */
export async function ownSubmissions(scope: Scope, uid: string): Promise<Me['submissions']> {
  const friendSeq = sql`(select ${friends.seq} from ${friends} where ${friends.accountId} = ${scope.account.id} and ${friends.uid} = ${uid})`
  const rows = await scope.db.orm
    .select({
      id: submissions.id,
      formKey: forms.key,
      definition: formVersions.definition,
      name: friends.displayName,
      state: submissions.state,
      number: submissions.number,
      replaces: submissions.replaces,
      updatedAt: submissions.updatedAt,
      finishedAt: submissions.finishedAt,
      ...openingColumns,
    })
    .from(submissions)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(and(eq(submissions.friendSeq, friendSeq), inArray(submissions.state, ['draft', 'finished'])))
    .orderBy(desc(submissions.startedAt), desc(submissions.id))
    .limit(shownMax)
  const own = await Promise.all(
    rows.map(async ({ id, formKey, definition, name, number, ...row }) => {
      const state = row.state === 'finished' ? ('finished' as const) : ('draft' as const)
      const opening = openingOf({ ...row, state: row.formState }, row.finished, scope.clock())
      return {
        id,
        formKey,
        title: await submissionText(scope, { definition, texts: definition.title, id, name }),
        state,
        number,
        at: row.finishedAt ?? row.updatedAt,
        canContinue: state === 'draft' && takes(opening, { isChange: row.replaces !== null }),
        canChange: state === 'finished' && row.repeat === 'edit' && takes(opening, { isChange: true }),
      }
    }),
  )
  return own.toSorted((a, b) => b.at - a.at)
}

/** A change takes no new place of a form that is full. */
const takes = ({ kind }: Opening, { isChange }: { isChange: boolean }) =>
  kind === 'open' || (isChange && kind === 'full')

/**
 * What a person answered, in words: the questions on their own way that have an answer.
 * @throws not_found also for what is somebody else's, given up or replaced
 */
export async function ownSubmissionDetail(
  scope: Scope,
  { id, uid }: { id: string; uid: string },
): Promise<OwnSubmission> {
  const [draft, listed, bookings] = await Promise.all([
    draftById(scope, id),
    ownSubmissions(scope, uid),
    bookingsOf(scope, id),
  ])
  const own = listed.find((one) => one.id === id)
  if (!draft || !own) throw notFound('This submission')
  const { answers, definition } = draft
  const filling = { ...draft, name: await calledName(scope, uid, definition) }
  return {
    id,
    formKey: own.formKey,
    title: titleFor(definition, filling),
    number: own.number,
    finishedAt: own.state === 'finished' ? own.at : null,
    canChange: own.canChange,
    cancelling: own.state === 'finished' ? cancelling(draft, bookings, scope.clock()) : null,
    cancellingUntil: draft.cancelUntil === null ? null : changeableUntil(draft.cancelUntil, bookings),
    bookings: bookings.map((booking) => {
      const question = definition.questions.find(({ key }) => key === booking.questionKey)
      return { ...booking, unit: question?.kind === 'slot' ? partyOf(definition, question, answers, draft).unit : null }
    }),
    isWaiting: draft.place === 'waiting' || bookings.some(({ state }) => state === 'waiting'),
    answers: askedQuestions(definition, answers, draft).flatMap((question) => {
      const value = under(answers, question.key)
      return value == null
        ? []
        : [{ title: filledPart(definition, question.title, filling), text: answerText(question, value) }]
    }),
  }
}

/** What stands in the way of cancelling; a form that nobody cancels by themselves, and that has no places, says nothing about it. */
function cancelling({ cancelUntil, place }: Draft, bookings: OwnBooking[], now: number): OwnSubmission['cancelling'] {
  const refusal = cancelRefusal(cancelUntil, bookings, now)
  if (refusal === null) return 'possible'
  return bookings.length === 0 && place === null ? null : refusal
}
