import { and, asc, count, desc, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm'
import { answers, auditEntries, formVersions, forms, friends, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import { belongsTo, containsText } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { answerText } from './answer-text.ts'
import type { Answers, AnswerValue, FormDefinition, Question, Texts } from './contract.ts'
import { askedQuestions } from './flow.ts'
import type { SubmissionChanges, SubmissionFilters, SubmissionList } from './staff-contract.ts'

/** So many answers of a submission stand in its row of the list. */
const answersInRow = 3
const changesMax = 100
/** Two processes may commit out of the order of their clocks: what is younger than this is looked at again. */
const overlapMs = 5_000
const matchingOptionsMax = 100

/** All forms of the account with their titles and how many submissions each has: by state, and finished ones that wait for a review. */
export async function listForms({ db, account }: StaffScope) {
  const rows = await db.reports
    .select({
      id: forms.id,
      key: forms.key,
      state: forms.state,
      keyword: forms.keyword,
      definition: formVersions.definition,
    })
    .from(forms)
    .innerJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .where(eq(forms.accountId, account.id))
    .orderBy(asc(forms.createdAt), asc(forms.id))
  const counted = await db.reports
    .select({
      formId: submissions.formId,
      state: submissions.state,
      count: count(),
      waiting: sql<number>`sum(${submissions.state} = 'finished' and ${submissions.review} = 'new')`,
    })
    .from(submissions)
    .where(eq(submissions.accountId, account.id))
    .groupBy(submissions.formId, submissions.state)
  return rows.map(({ id, definition, ...form }) => {
    const of = (state: string) => counted.find((row) => row.formId === id && row.state === state)
    const counts = {
      finished: of('finished')?.count ?? 0,
      waiting: of('finished')?.waiting ?? 0,
      draft: of('draft')?.count ?? 0,
      cancelled: of('cancelled')?.count ?? 0,
    }
    return { ...form, title: definition.title, counts }
  })
}

const rowColumns = {
  id: submissions.id,
  formId: submissions.formId,
  formKey: forms.key,
  version: submissions.version,
  state: submissions.state,
  number: submissions.number,
  review: submissions.review,
  revision: submissions.revision,
  beganIn: submissions.beganIn,
  finishedIn: submissions.finishedIn,
  startedAt: submissions.startedAt,
  updatedAt: submissions.updatedAt,
  finishedAt: submissions.finishedAt,
  friend: {
    id: friends.id,
    uid: friends.uid,
    displayName: friends.displayName,
    pictureUrl: friends.pictureUrl,
    friendship: friends.friendship,
  },
}

/** Submissions with their person and form, the last touched by its person first; conditions are joined by AND. */
const submissionRows = ({ db, account }: StaffScope, conditions: (SQL | undefined)[]) =>
  db.reports
    .select(rowColumns)
    .from(submissions)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(and(eq(submissions.accountId, account.id), ...conditions))
    .orderBy(desc(submissions.updatedAt), desc(submissions.id))

type SubmissionRecord = Awaited<ReturnType<typeof submissionRows>>[number]

/**
 * One page of submissions. `next` is null on the last page; `total` is counted on the first page of a list without
 * search; `live` is where `submissionChanges` begins.
 */
export async function listSubmissions(scope: StaffScope, { cursor, limit, ...filters }: SubmissionList) {
  const conditions = await conditionsOf(scope, filters)
  const after = cursor && sql`(${submissions.updatedAt}, ${submissions.id}) < (${cursor.at}, ${cursor.key})`
  const found = await submissionRows(scope, [...conditions, after]).limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const [total] =
    cursor || filters.q
      ? [null]
      : await scope.db.reports
          .select({ count: count() })
          .from(submissions)
          .where(and(eq(submissions.accountId, scope.account.id), ...conditions))
  return {
    rows: await withAnswers(scope, page),
    next: found.length > limit && last ? cursorText({ at: last.updatedAt, key: last.id }) : null,
    total: total?.count ?? null,
    live: cursorText({ at: scope.clock(), key: '' }),
  }
}

/**
 * What arrived, went on or was reviewed since the cursor, newest first. A row may come more than once: it is known by
 * its id and revision. `more` says that too much happened to list it; then the list is asked for again.
 */
export async function submissionChanges(scope: StaffScope, { after, ...filters }: SubmissionChanges) {
  const since = after.at - overlapMs
  const now = scope.clock()
  const reviewed = scope.db.reports
    .select({ subject: auditEntries.subject })
    .from(auditEntries)
    .where(
      and(
        gt(auditEntries.at, since),
        eq(auditEntries.accountId, scope.account.id),
        eq(auditEntries.action, 'submission.reviewed'),
      ),
    )
  const recent = or(gt(submissions.updatedAt, since), inArray(submissions.id, reviewed))
  const found = await submissionRows(scope, [...(await conditionsOf(scope, filters)), recent]).limit(changesMax + 1)
  return {
    rows: await withAnswers(scope, found.slice(0, changesMax)),
    more: found.length > changesMax,
    live: cursorText({ at: Math.max(now, after.at), key: '' }),
  }
}

async function conditionsOf(
  scope: StaffScope,
  { form, state, review, q }: SubmissionFilters,
): Promise<(SQL | undefined)[]> {
  const { db, account } = scope
  const formId = db.reports
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.key, form ?? '')))
  return [
    form === undefined ? undefined : eq(submissions.formId, sql`(${formId})`),
    state === 'all' ? undefined : eq(submissions.state, state),
    review && eq(submissions.review, review),
    q ? await matches(scope, q) : undefined,
  ]
}

/** Found in the answers' words, in the friend's name or UID, or as the receipt number (`138`, `#0138`). */
async function matches(scope: StaffScope, q: string): Promise<SQL | undefined> {
  const { db, account } = scope
  const options = await optionsNamed(scope, q)
  const chosen = options.map(({ formId, question, option }) =>
    and(
      eq(answers.formId, formId),
      eq(answers.questionKey, question),
      or(
        eq(answers.valueText, option),
        sql`exists (select 1 from json_each(${answers.valueJson}) where value = ${option})`,
      ),
    ),
  )
  const answered = db.reports
    .select({ one: sql`1` })
    .from(answers)
    .where(
      and(
        eq(answers.submissionId, submissions.id),
        belongsTo(answers.accountId, account.id),
        or(containsText(answers.valueText, q), ...chosen),
      ),
    )
  const number = /^#?0*(\d{1,9})$/.exec(q)?.[1]
  return or(
    sql`exists ${answered}`,
    containsText(friends.displayName, q),
    containsText(submissions.uid, q),
    number === undefined ? undefined : eq(submissions.number, Number(number)),
  )
}

/** Options whose label holds the text: answers store keys, people search for words. */
async function optionsNamed({ db, account }: StaffScope, q: string) {
  const versions = await db.reports
    .select({ formId: formVersions.formId, definition: formVersions.definition })
    .from(formVersions)
    .where(eq(formVersions.accountId, account.id))
  const wanted = q.toLowerCase()
  return versions
    .flatMap(({ formId, definition }) =>
      definition.questions.flatMap((question) =>
        ('options' in question ? question.options : [])
          .filter(({ label }) => `${label.ja}\n${label.en ?? ''}`.toLowerCase().includes(wanted))
          .map((option) => ({ formId, question: question.key, option: option.key })),
      ),
    )
    .slice(0, matchingOptionsMax)
}

async function withAnswers(scope: StaffScope, page: SubmissionRecord[]) {
  const definitions = await definitionsOf(scope, page)
  const given =
    page.length === 0
      ? []
      : await answersOf(
          scope,
          page.map(({ id }) => id),
        )
  return page.map(({ formId, formKey, ...row }) => {
    const definition = definitions.get(`${formId} ${row.version}`)
    const own = new Map(
      given.filter(({ submissionId }) => submissionId === row.id).map((answer) => [answer.questionKey, answer]),
    )
    const worded = (definition?.questions ?? []).flatMap((question) => {
      const value = valueOf(own.get(question.key))
      return value === undefined ? [] : [answerText(question, value)]
    })
    const title: Texts = definition?.title ?? { ja: formKey }
    return { ...row, form: { key: formKey, title }, answers: worded.slice(0, answersInRow), answerCount: worded.length }
  })
}

/** Definitions of the versions that these submissions were filled in on, by `<form id> <version>`. */
async function definitionsOf({ db, account }: StaffScope, rows: { formId: string; version: number }[]) {
  const formIds = [...new Set(rows.map(({ formId }) => formId))]
  if (formIds.length === 0) return new Map<string, FormDefinition>()
  const versions = await db.reports
    .select()
    .from(formVersions)
    .where(and(eq(formVersions.accountId, account.id), inArray(formVersions.formId, formIds)))
  return new Map(versions.map(({ formId, version, definition }) => [`${formId} ${version}`, definition]))
}

const answersOf = ({ db, account }: StaffScope, submissionIds: string[]) =>
  db.reports
    .select()
    .from(answers)
    .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, submissionIds)))

type AnswerRecord = typeof answers.$inferSelect

const valueOf = (row: AnswerRecord | undefined): AnswerValue | undefined =>
  row?.valueJson ?? row?.valueText ?? row?.valueNumber ?? undefined

/**
 * One submission with each question of its version and what was answered, and its person.
 * @throws not_found also for a submission of another account
 */
export async function readSubmission(scope: StaffScope, id: string) {
  const [row] = await submissionRows(scope, [eq(submissions.id, id)])
  if (!row) throw notFound('The submission')
  const definition = (await definitionsOf(scope, [row])).get(`${row.formId} ${row.version}`)
  if (!definition) throw notFound('The version of the form')
  const [skipped] = await scope.db.reports
    .select({ keys: submissions.skipped })
    .from(submissions)
    .where(and(eq(submissions.accountId, scope.account.id), eq(submissions.id, id)))
  const given = new Map((await answersOf(scope, [id])).map((answer) => [answer.questionKey, answer]))
  const values: Answers = Object.fromEntries((skipped?.keys ?? []).map((key) => [key, null]))
  for (const [key, answer] of given) values[key] = valueOf(answer) ?? null
  const asked = new Set(askedQuestions(definition, values).map(({ key }) => key))
  const { formId: _inside, formKey, ...submission } = row
  return {
    ...submission,
    form: { key: formKey, title: definition.title },
    questions: definition.questions.map((question) =>
      questionView(question, given.get(question.key), asked.has(question.key), values),
    ),
  }
}

function questionView(question: Question, answer: AnswerRecord | undefined, asked: boolean, values: Answers) {
  const value = valueOf(answer)
  const state = !asked ? 'not_asked' : value !== undefined ? 'answered' : question.key in values ? 'skipped' : 'open'
  return {
    key: question.key,
    title: question.title,
    kind: question.kind,
    personal: question.personal ?? false,
    state: state as 'answered' | 'skipped' | 'open' | 'not_asked',
    text: value === undefined ? null : answerText(question, value),
    answeredIn: answer?.answeredIn ?? null,
    answeredAt: answer?.answeredAt ?? null,
  }
}
