import { and, eq, inArray } from 'drizzle-orm'
import { submissions, type answers } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { listNotes } from '../notes/list.ts'
import { deedsOf } from '../rules/read.ts'
import type { Answers, AnswerValue, Question, Texts } from './contract.ts'
import { valueIn } from './draft.ts'
import { askedQuestions } from './flow.ts'
import { hasFiles } from './has-files.ts'
import { isPersonal, staysMasked } from './personal.ts'
import { answerLines } from './rare-answer-text.ts'
import { besideAnswers } from './submission-beside.ts'
import { historyOf } from './submission-history.ts'
import { personBeside } from './submission-person.ts'
import { answersOf, definitionsOf, shownAnswer, submissionRows } from './submission-rows.ts'
import { titleApart } from './title-apart.ts'
import { todayInJapan } from './today.ts'

type AnswerRow = typeof answers.$inferSelect

/**
 * One submission with each question of its version and what was answered, as the reader may see it; beside it its person,
 * notes, and what staff did to it.
 * @throws not_found also for a submission of another account
 */
export async function readSubmission(scope: StaffScope, id: string) {
  const [row] = await submissionRows(scope, [id])
  if (!row) throw notFound('The submission')
  const definition = (await definitionsOf(scope, [row])).get(`${row.formId} ${row.version}`)
  if (!definition) throw notFound('The version of the form')
  const { formId, formKey, ...submission } = row
  const { skipped, replaces, replacedBy, friendSeq, hidden, known, startedAt } = await around(scope, id)
  const begun = { hidden, known, day: todayInJapan(startedAt) }
  const [given, before, person, notes, history, deeds, beside] = await Promise.all([
    answersOf(scope, [id]),
    replaces === null ? [] : answersOf(scope, [replaces]),
    personBeside(scope, { id, formId, friendSeq }),
    listNotes(scope, row.friend.id),
    historyOf(scope, id),
    deedsOf(scope, id),
    besideAnswers(scope, id, definition),
  ])
  const values: Answers = Object.fromEntries(skipped.map((key) => [key, null]))
  for (const answer of given) values[answer.questionKey] = valueIn(answer)
  const asked = new Set(askedQuestions(definition, values, begun).map(({ key }) => key))
  const of = (rows: AnswerRow[], key: string) => rows.find(({ questionKey }) => questionKey === key)
  return {
    ...submission,
    /** The submission that this one took the place of, and the one that took this one's; null: there is none. */
    replaces,
    replacedBy,
    form: { key: formKey, title: definition.title },
    questions: definition.questions.map((question) => ({
      ...questionView(
        scope,
        { ...question, title: titleApart(definition, question.key) },
        of(given, question.key),
        asked.has(question.key),
        values,
      ),
      changed: replaces === null ? null : changeOf(scope, question, of(before, question.key), of(given, question.key)),
    })),
    ...beside,
    ...person,
    notes,
    history,
    /** What happened by itself. */
    deeds,
  }
}

/** What the list does not show: what was passed over, and what its person sent before and afterwards in its place. */
async function around({ db, account }: StaffScope, id: string) {
  const [row] = await db.reports
    .select({
      skipped: submissions.skipped,
      hidden: submissions.hidden,
      known: submissions.known,
      startedAt: submissions.startedAt,
      replaces: submissions.replaces,
      friendSeq: submissions.friendSeq,
    })
    .from(submissions)
    .where(and(eq(submissions.accountId, account.id), eq(submissions.id, id)))
  if (!row) throw notFound('The submission')
  const [newer] = await db.reports
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        belongsTo(submissions.accountId, account.id),
        eq(submissions.friendSeq, row.friendSeq),
        eq(submissions.replaces, id),
        inArray(submissions.state, ['finished', 'replaced']),
      ),
    )
  return { ...row, replacedBy: newer?.id ?? null }
}

function questionView(
  scope: StaffScope,
  question: Question,
  answer: AnswerRow | undefined,
  asked: boolean,
  values: Answers,
) {
  const value = answer ? valueIn(answer) : null
  const state = !asked ? 'not_asked' : value !== null ? 'answered' : question.key in values ? 'skipped' : 'open'
  return {
    key: question.key,
    title: question.title,
    kind: question.kind,
    personal: isPersonal(question),
    state: state as 'answered' | 'skipped' | 'open' | 'not_asked',
    text: value === null ? null : spelled(scope, question, value),
    /** Ids of the uploads of a file question or a signature; none for whoever may not see them. */
    files: hasFiles(question) && Array.isArray(value) && scope.actor.seesPersonal ? value : [],
    answeredIn: answer?.answeredIn ?? null,
    answeredAt: answer?.answeredAt ?? null,
  }
}

/** What stood there before the person changed it; null when it says the same, `text` null when there was no answer. */
function changeOf(scope: StaffScope, question: Question, before: AnswerRow | undefined, now: AnswerRow | undefined) {
  const [old, current] = [before, now].map((answer) => (answer ? valueIn(answer) : null))
  if (JSON.stringify(old) === JSON.stringify(current)) return null
  return { before: old == null ? null : spelled(scope, question, old) }
}

/** In words, where there is room for a line each: places of a ranking, rows of a matrix, things of an order. */
function spelled(scope: StaffScope, question: Question, value: AnswerValue): Texts {
  const hasLines = question.kind === 'ranking' || question.kind === 'matrix' || question.kind === 'order'
  const masked = staysMasked(question, value) && !scope.actor.seesPersonal
  if (!hasLines || masked) return shownAnswer(scope, question, value)
  const lines = answerLines(question, value)
  return { ja: lines.map(({ ja }) => ja).join('\n'), en: lines.map(({ en }) => en).join('\n') }
}
