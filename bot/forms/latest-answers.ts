import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { answers, formVersions, forms, submissions } from '../../db/schema/index.ts'
import { forbidden, notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { dayBegins } from './count-answers.ts'
import { locationLine } from './kinds/location-line.ts'
import { staysMasked } from './personal.ts'
import type { LatestAnswers } from './summary-contract.ts'

const pageRows = 20

/**
 * What people wrote, or the files they gave, as answers to one question, the newest finished submissions first.
 * @throws not_found; forbidden when answers to this question are masked for the reader
 */
export async function latestAnswers(scope: StaffScope, key: string, { question, cursor, ...filters }: LatestAnswers) {
  const { db, account, actor } = scope
  const formId = await formOf(scope, key, question, actor.seesPersonal)
  const { from, to, way } = filters
  const rows = await db.reports
    .select({
      submissionId: submissions.id,
      number: submissions.number,
      finishedAt: submissions.finishedAt,
      updatedAt: submissions.updatedAt,
      text: answers.valueText,
      json: answers.valueJson,
    })
    .from(submissions)
    .innerJoin(answers, and(eq(answers.submissionId, submissions.id), eq(answers.questionKey, question)))
    .where(
      and(
        eq(submissions.formId, formId),
        eq(submissions.state, 'finished'),
        belongsTo(submissions.accountId, account.id),
        cursor && sql`(${submissions.updatedAt}, ${submissions.id}) < (${cursor.at}, ${cursor.key})`,
        from === undefined ? undefined : gte(submissions.finishedAt, beginOf(from)),
        to === undefined ? undefined : sql`${submissions.finishedAt} < ${beginOf(to) + 24 * 60 * 60_000}`,
        way === undefined ? undefined : eq(submissions.finishedIn, way),
      ),
    )
    .orderBy(desc(submissions.updatedAt), desc(submissions.id))
    .limit(pageRows + 1)
  const page = rows.slice(0, pageRows)
  const last = page.at(-1)
  return {
    answers: page.map(({ json, updatedAt: _updatedAt, text, ...row }) => ({
      ...row,
      // Of all values with parts only places are read here.
      text: json && !Array.isArray(json) ? locationLine(json) : text,
      files: Array.isArray(json) ? json : [],
    })),
    next: rows.length > pageRows && last ? cursorText({ at: last.updatedAt, key: last.submissionId }) : null,
  }
}

const beginOf = (day: string) => dayBegins(Date.parse(`${day}T00:00:00Z`) / (24 * 60 * 60_000))

/** Only what is made for reading one by one: texts, places and files. */
async function formOf({ db, account }: StaffScope, key: string, question: string, seesPersonal: boolean) {
  const versions = await db.reports
    .select({ id: forms.id, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, eq(formVersions.formId, forms.id))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
  const asked = versions.flatMap(({ definition }) => definition.questions.filter((one) => one.key === question))
  const [first] = versions
  if (!first || asked.length === 0) throw notFound('The question')
  if (asked.some(({ kind }) => !['short_text', 'long_text', 'file', 'location'].includes(kind)))
    throw notFound('The question')
  // To be masked in any version: those answers are among them.
  if (asked.some((one) => staysMasked(one)) && !seesPersonal) throw forbidden('Answers to this question are masked')
  return first.id
}
