import { and, eq, sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { forms } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Draft } from './draft.ts'

/**
 * The receipt number that a draft gets if it is finished now. Where it was said before it was written, it is given to
 * `finishSubmission`, which is undone when somebody else was faster.
 */
export async function nextNumber(scope: Scope, { formId, replaces }: Draft): Promise<number> {
  if (replaces) return replaces.number ?? 0
  const row = await scope.db.orm
    .select({ last: forms.lastNumber })
    .from(forms)
    .where(and(eq(forms.accountId, scope.account.id), eq(forms.id, formId)))
    .get()
  return (row?.last ?? 0) + 1
}

const giveOne = template<{ formId: string; number: number | null }>(
  build
    .update(forms)
    .set({ lastNumber: sql`${forms.lastNumber} + 1` })
    .where(
      sql`${forms.id} = ${sql.placeholder('formId')} and ${forms.lastNumber} + 1 = coalesce(${sql.placeholder('number')}, ${forms.lastNumber} + 1)`,
    ),
)

/**
 * Takes the next receipt number of a form, which is `forms.last_number` from then on: a number that was given is never
 * given again, whatever is erased. It changes nothing when the number that was said is not the next one any more.
 */
export const giveNumber = (formId: string, said: number | null): Statement => giveOne({ formId, number: said })
