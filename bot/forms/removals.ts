import { and, count, eq, sql } from 'drizzle-orm'
import { answers } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Option, Question } from './contract.ts'
import { breaksOf } from './breaks.ts'
import { removedOptions } from './definition-changes.ts'
import { editedForm } from './edited-form.ts'

/**
 * What the draft takes away from answers that were given: choices and questions, with how many answers have them. Those
 * keep their words, but nobody can give them any more.
 */
export async function removalsOf(scope: StaffScope, key: string) {
  const { id, published, draft } = await editedForm(scope, key)
  if (!draft) return { options: [], questions: [] }
  const [before, after] = [published.definition, draft.draft.definition]
  const removed = removedOptions(before, after).filter(({ question }) =>
    after.questions.some(({ key: one }) => one === question.key),
  )
  const options = await Promise.all(
    removed.map(async ({ question, option }) => ({
      question: question.key,
      option: option.key,
      label: option.label,
      answers: await answersWith(scope, id, question, option),
    })),
  )
  const questions = await Promise.all(
    breaksOf(before, after).removed.map(async ({ key: one, title }) => ({
      ...{ question: one, title, answers: await answersTo(scope, id, one) },
    })),
  )
  return { options, questions }
}

async function answersTo({ db, account }: StaffScope, formId: string, question: string): Promise<number> {
  const [found] = await db.reports
    .select({ count: count() })
    .from(answers)
    .where(and(eq(answers.formId, formId), eq(answers.questionKey, question), eq(answers.accountId, account.id)))
  return found?.count ?? 0
}

async function answersWith(
  { db, account }: StaffScope,
  formId: string,
  { kind, key }: Question,
  option: Option,
): Promise<number> {
  const chosen =
    kind === 'multiple_choice' || kind === 'ranking'
      ? sql`exists (select 1 from json_each(${answers.valueJson}) where value = ${option.key})`
      : kind === 'order'
        ? sql`exists (select 1 from json_each(${answers.valueJson}) where key = ${option.key})`
        : eq(answers.valueText, option.key)
  const [found] = await db.reports
    .select({ count: count() })
    .from(answers)
    .where(and(eq(answers.formId, formId), eq(answers.questionKey, key), eq(answers.accountId, account.id), chosen))
  return found?.count ?? 0
}
