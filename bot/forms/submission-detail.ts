import { and, eq, inArray } from 'drizzle-orm'
import { submissions, type answers } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { answerText } from './answer-text.ts'
import type { Answers, Question } from './contract.ts'
import { valueIn } from './draft.ts'
import { askedQuestions } from './flow.ts'
import { isPersonal } from './personal.ts'
import { namesFor } from '../staff/masking.ts'
import { answersOf, definitionsOf, shownAnswer, submissionRows } from './submission-rows.ts'

/**
 * One submission with each question of its version and what was answered, and its person.
 * @throws not_found also for a submission of another account
 */
export async function readSubmission(scope: StaffScope, id: string) {
  const [row] = await submissionRows(scope, [eq(submissions.id, id)])
  if (!row) throw notFound('The submission')
  const definition = (await definitionsOf(scope, [row])).get(`${row.formId} ${row.version}`)
  if (!definition) throw notFound('The version of the form')
  const { skipped, replaces, replacedBy } = await beside(scope, id)
  const given = new Map((await answersOf(scope, [id])).map((answer) => [answer.questionKey, answer]))
  const values: Answers = Object.fromEntries(skipped.map((key) => [key, null]))
  for (const [key, answer] of given) values[key] = valueIn(answer)
  const asked = new Set(askedQuestions(definition, values).map(({ key }) => key))
  const { formId: _inside, formKey, ...submission } = row
  return {
    ...submission,
    friend: namesFor(scope, row.friend),
    /** The submission that this one took the place of, and the one that took this one's; null: there is none. */
    replaces,
    replacedBy,
    form: { key: formKey, title: definition.title },
    questions: definition.questions.map((question) =>
      questionView(scope, question, given.get(question.key), asked.has(question.key), values),
    ),
  }
}

/** What the list does not show: what was passed over, and what its person sent before and afterwards in its place. */
async function beside({ db, account }: StaffScope, id: string) {
  const [row] = await db.reports
    .select({ skipped: submissions.skipped, replaces: submissions.replaces, friendSeq: submissions.friendSeq })
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
  return { skipped: row.skipped, replaces: row.replaces, replacedBy: newer?.id ?? null }
}

function questionView(
  scope: StaffScope,
  question: Question,
  answer: typeof answers.$inferSelect | undefined,
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
    text: value === null ? null : shownAnswer(scope, question, answerText(question, value)),
    /** Ids of the uploads of a file question. */
    files: scope.actor.seesPersonal && question.kind === 'file' && Array.isArray(value) ? value : [],
    answeredIn: answer?.answeredIn ?? null,
    answeredAt: answer?.answeredAt ?? null,
  }
}
