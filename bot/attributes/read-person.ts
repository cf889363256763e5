import { and, desc, eq } from 'drizzle-orm'
import { attributeValues, staff } from '../../db/schema/index.ts'
import { findPerson } from '../customers/find-person.ts'
import { isAbout } from '../customers/person.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { maskedText } from '../staff/masking.ts'
import { listDefinitions } from './definitions.ts'
import { demandReadable, isMasked } from './masked.ts'
import { attributesOf } from './of-person.ts'
import { valueIn } from './value.ts'

const historyMax = 100

/**
 * Every attribute of the account with what is known of somebody; null where nothing is. Whoever may not see a value sees
 * that there is one.
 * @throws not_found
 */
export async function readAttributes(scope: StaffScope, personId: string) {
  const who = await findPerson(scope, personId)
  const [definitions, known] = await Promise.all([listDefinitions(scope), attributesOf(scope, who)])
  const byKey = new Map(known.map((one) => [one.key, one]))
  return definitions.map((definition) => {
    const { key, title, type, options, personal } = definition
    const fact = byKey.get(key)
    const masked = isMasked(scope, definition)
    return {
      ...{ key, title, type, options, personal, masked },
      known: fact
        ? { value: masked ? maskedText : fact.value, source: fact.source, at: fact.at, submissionId: fact.submissionId }
        : null,
    }
  })
}

/**
 * What was ever known of one attribute of somebody, the newest first.
 * @throws not_found, forbidden for whoever may not see its values
 */
export async function readHistory(scope: StaffScope, personId: string, key: string) {
  const { db, account } = scope
  const who = await findPerson(scope, personId)
  await demandReadable(scope, key)
  const { id, valueText, valueNumber, valueJson, source, submissionId, at, endedAt } = attributeValues
  const rows = await db.reports
    .select({ id, valueText, valueNumber, valueJson, source, submissionId, at, endedAt, staffName: staff.name })
    .from(attributeValues)
    .leftJoin(staff, eq(staff.id, attributeValues.staffId))
    .where(
      and(
        belongsTo(attributeValues.accountId, account.id),
        isAbout(attributeValues, account.id, who),
        belongsTo(attributeValues.key, key),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(historyMax)
  return rows.map(({ valueText: text, valueNumber: number, valueJson: json, ...fact }) => ({
    ...fact,
    value: valueIn({ valueText: text, valueNumber: number, valueJson: json }),
  }))
}
