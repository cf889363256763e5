import { and, count, eq, sql } from 'drizzle-orm'
import { answers } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Option, Question } from './contract.ts'
import { removedOptions } from './definition-changes.ts'
import { editedForm } from './edited-form.ts'

/** Choices that the draft takes away, with how many answers have them: those keep their words, but nobody can choose them any more. */
export async function removalsOf(scope: StaffScope, key: string) {
  const { id, published, draft } = await editedForm(scope, key)
  if (!draft) return []
  const removed = removedOptions(published.definition, draft.draft.definition)
  return Promise.all(
    removed.map(async ({ question, option }) => ({
      question: question.key,
      option: option.key,
      label: option.label,
      answers: await answersWith(scope, id, question, option),
    })),
  )
}

async function answersWith(
  { db, account }: StaffScope,
  formId: string,
  { kind, key }: Question,
  option: Option,
): Promise<number> {
  const chosen =
    kind === 'multiple_choice'
      ? sql`exists (select 1 from json_each(${answers.valueJson}) where value = ${option.key})`
      : eq(answers.valueText, option.key)
  const [found] = await db.reports
    .select({ count: count() })
    .from(answers)
    .where(and(eq(answers.formId, formId), eq(answers.questionKey, key), eq(answers.accountId, account.id), chosen))
  return found?.count ?? 0
}
