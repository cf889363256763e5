import { and, eq } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { maskedText, shown } from '../staff/masking.ts'
import type { FormDefinition, Texts } from './contract.ts'
import { keptBeside } from './kept-beside.ts'
import { personalCalculations } from './personal-facts.ts'
import { under } from './under.ts'

/**
 * What a submission keeps beside its answers: what its link said, the numbers that follow from it, the ending that was read, and
 * its place. Whoever may not see personal data reads nothing of the link that is marked personal, and no
 * number or ending that stands on a personal answer.
 */
export async function besideAnswers(scope: StaffScope, id: string, definition: FormDefinition) {
  const { db, account, actor } = scope
  const [row] = await db.reports
    .select({
      hidden: submissions.hidden,
      calculated: submissions.calculated,
      endingKey: submissions.endingKey,
      place: submissions.place,
      finishedAt: submissions.finishedAt,
    })
    .from(submissions)
    .where(and(eq(submissions.accountId, account.id), eq(submissions.id, id)))
  if (!row) return { hidden: [], calculated: [], ending: null, place: null }
  const { hidden, calculations, endings, endingTells } = keptBeside([definition])
  const personal = personalCalculations(definition)
  const endingMasked = !actor.seesPersonal && endingTells(row.endingKey)
  return {
    hidden: hidden.flatMap(({ key, title, personal: names }) => {
      const value = under(row.hidden, key)
      return value === undefined ? [] : [{ key, title, value: names ? shown(scope, value) : value }]
    }),
    calculated: calculations.flatMap(({ key, title, unit }) => {
      const value = under(row.calculated, key)
      if (value === undefined) return []
      const masked = personal.has(key) && !actor.seesPersonal
      return [{ key, title, unit, masked, value: masked ? null : value }]
    }),
    ending: endingMasked ? maskedEnding(row) : (endings.find(({ key }) => key === row.endingKey)?.label ?? null),
    place: row.place,
  }
}

/** Also where the form's own words were read: that no ending applied tells as much. */
const maskedEnding = ({ finishedAt }: { finishedAt: number | null }): Texts | null =>
  finishedAt === null ? null : { ja: maskedText }
