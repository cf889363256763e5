import { and, eq, inArray, sql } from 'drizzle-orm'
import { build, must, statement, template, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import { consentPurpose } from '../consents/purpose.ts'
import { recordConsent } from '../consents/record.ts'
import { withdrawConsent } from '../consents/withdraw.ts'
import { tellEndpoints } from '../integrations/tell-endpoints.ts'
import type { Scope } from '../scope.ts'
import { bookStatements } from '../slots/book.ts'
import { hasSlots } from '../slots/has-slots.ts'
import { waitsAsSaid } from '../slots/waits.ts'
import { inLanguage, type Answers, type Begun, type FormDefinition, type Language, type Mouth } from './contract.ts'
import { countFinished, uncountFinished } from './count-answers.ts'
import type { Draft } from './draft.ts'
import { endingFor } from './ending-for.ts'
import { calculateAll } from './fact-at.ts'
import { filledDefinition } from './fill-texts.ts'
import { askedQuestions, countingAnswers, strayAnswers } from './flow.ts'
import { giveNumber } from './next-number.ts'
import { placesTaken, waitsForPlace } from './places.ts'
import { registerStatements, type Registered } from './register.ts'
import { dropWords, keepWords, nextWordsSeq } from './submission-words.ts'
import { under } from './under.ts'

/** How a draft is finished. */
export interface Finish {
  /** The answers as they stand after the batch. */
  answers: Answers
  /** Of the draft at this place of the batch: each answer before it in the batch counts one. */
  revision: number
  mouth: Mouth
  /** In which the person read what they agreed to. */
  language: Language
  /** By which their texts called them; left out: nobody knows. */
  name?: string | null
  /** Whom it registers (`memberToBe`); null: nobody. */
  member: Registered | null
  /** The receipt number that was said already; undone when somebody else has it. Left out: the next one. */
  number?: number | null
  /** Whether the person has been told that they wait in a slot; undone when it is not so. Left out: they are told afterwards. */
  waitsInSlot?: boolean
}

const finishDraft = template<{
  id: string
  formId: string
  revision: number
  number: number | null
  place: 'taken' | 'waiting' | null
  skipped: string
  calculated: string | null
  endingKey: string | null
  mouth: Mouth
  now: number
}>(
  build
    .update(submissions)
    .set({
      state: 'finished',
      revision: sql`${submissions.revision} + 1`,
      number: sql`coalesce(${sql.placeholder('number')}, (select last_number from forms where id = ${sql.placeholder('formId')}))`,
      wordsSeq: nextWordsSeq,
      // A change keeps the place of what it changes.
      place: sql`coalesce((select r.place from submissions r where r.id = submissions.replaces), ${sql.placeholder('place')})`,
      skipped: sql`${sql.placeholder('skipped')}`,
      calculated: sql`${sql.placeholder('calculated')}`,
      endingKey: sql`${sql.placeholder('endingKey')}`,
      reachedKey: '',
      finishedIn: sql`${sql.placeholder('mouth')}`,
      finishedAt: sql`${sql.placeholder('now')}`,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(
      sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.revision} = ${sql.placeholder('revision')}
        and ${submissions.state} = 'draft'`,
    ),
)

/** The receipt number goes over to the submission that takes its place. */
const replaceFinished = template<{ id: string; now: number }>(
  build
    .update(submissions)
    .set({
      state: 'replaced',
      number: null,
      wordsSeq: null,
      revision: sql`${submissions.revision} + 1`,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.state} = 'finished'`),
)

/**
 * Finishes a draft, once: it gets its receipt number, answers to questions that its branches hid are removed, consents
 * are recorded, its words can be searched, and whoever registers becomes a member. Undone, as a guard failure, when the draft is not as it was
 * read, when the last place is gone, or when its person has answered a form that is answered once.
 */
export function finishSubmission(scope: Scope, draft: Draft, finish: Finish): Statement[] {
  const { answers: given, revision, mouth, member } = finish
  const { id, formId, definition, replaces } = draft
  const now = scope.clock()
  const place = draft.capacity === null ? null : waitsForPlace(draft.opening) ? 'waiting' : 'taken'
  const stray = strayAnswers(definition, given, draft)
  const skipped = JSON.stringify(passedOver(definition, given, draft))
  const calculated = definition.calculations?.length
    ? JSON.stringify(calculateAll(definition, countingAnswers(definition, given, draft), draft))
    : null
  const endingKey = endingFor(definition, given, draft)?.key ?? null
  return [
    ...(stray.length === 0 ? [] : [removeAnswers(id, stray)]),
    ...(draft.capacity === null ? [] : [placeIs(place, formId, draft.capacity)]),
    ...(replaces === null
      ? []
      : [
          uncountFinished(replaces.id, definition),
          dropWords(replaces.id),
          must(replaceFinished({ id: replaces.id, now })),
        ]),
    ...(draft.more === 'again' ? [] : [isOnlyOne(draft)]),
    ...(replaces === null ? [must(giveNumber(formId, finish.number ?? null))] : []),
    must(
      finishDraft({
        id,
        formId,
        revision,
        number: replaces?.number ?? null,
        place,
        skipped,
        calculated,
        endingKey,
        mouth,
        now,
      }),
    ),
    ...bookStatements(scope, draft, given),
    ...(finish.waitsInSlot !== undefined && hasSlots(definition) ? [waitsAsSaid(id, finish.waitsInSlot)] : []),
    keepWords(scope.account.id, { ...draft, answers: given }),
    countFinished(id, definition),
    ...consentStatements(scope, draft, finish),
    ...(member === null ? [] : registerStatements(scope, draft, member, finish)),
    ...tellEndpoints(scope, replaces === null ? 'submission.finished' : 'submission.changed', draft),
  ]
}

/** What was passed over on the person's own way; what a branch has hidden since was not. */
const passedOver = (definition: FormDefinition, given: Answers, begun: Begun): string[] =>
  askedQuestions(definition, given, begun).flatMap(({ key }) => (under(given, key) === null ? [key] : []))

const removeAnswers = (submissionId: string, keys: string[]): Statement =>
  statement(
    build.delete(answers).where(and(eq(answers.submissionId, submissionId), inArray(answers.questionKey, keys))),
  )

/** Nobody is told that they wait while there is a place, nor the other way round. */
const placeIs = (place: 'taken' | 'waiting' | null, formId: string, capacity: number): Statement =>
  place === 'waiting'
    ? guard(sql`${placesTaken(sql`${formId}`)} >= ${capacity}`)
    : guard(sql`${placesTaken(sql`${formId}`)} < ${capacity}`)

const isOnlyOne = ({ id, formId }: Draft): Statement =>
  guard(sql`not exists (select 1 from submissions where +form_id = ${formId} and +state = 'finished'
    and friend_seq = (select friend_seq from submissions where id = ${id}))`)

/**
 * Each tick under a consent question is a fact of its own, with the words as they were shown; in a change, so is a tick
 * that was taken away.
 */
function consentStatements(scope: Scope, draft: Draft, { answers: given, language, mouth, name }: Finish): Statement[] {
  const { uid, formKey, replaces } = draft
  if (!draft.definition.questions.some(({ kind }) => kind === 'consent')) return []
  const definition = filledDefinition(draft.definition, { ...draft, answers: given, name: name ?? null })
  return askedQuestions(definition, given, draft).flatMap((question) => {
    if (question.kind !== 'consent') return []
    const purpose = consentPurpose(formKey, question.key)
    if (under(given, question.key) == null)
      return replaces === null ? [] : [withdrawConsent(scope, { uid, purpose, mouth })]
    const text = inLanguage(question.text, language)
    return [recordConsent(scope, { uid, purpose, act: 'given', version: question.version, text, language, mouth })]
  })
}
