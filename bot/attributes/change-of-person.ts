import { must } from '../../db/database.ts'
import { findPerson } from '../customers/find-person.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { demandReadable } from './masked.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { attributesOf } from './of-person.ts'
import { clearAttribute, setAttribute } from './set.ts'
import type { AttributeValue } from './value.ts'

/**
 * Staff say what is known of somebody; null clears it, whoever said it before.
 * @throws not_found for a person or an attribute that is not there, invalid `does_not_fit`, forbidden for whoever may not read it
 */
export async function changeAttribute(
  scope: StaffScope,
  personId: string,
  { key, value }: { key: string; value: AttributeValue | null },
): Promise<void> {
  const who = await findPerson(scope, personId)
  await demandReadable(scope, key)
  const before = (await attributesOf(scope, who)).find((known) => known.key === key)
  if (value === null ? !before : before?.source !== 'presumed' && isSame(before?.value, value)) return
  const { staffId } = scope.actor
  const statements =
    value === null
      ? [clearAttribute(scope, { ...who, key, staffId })]
      : await setAttribute(scope, { ...who, key, value, source: 'staff', staffId })
  const last = statements.at(-1)
  if (!last) return
  await writeTogether(scope, [
    ...statements.slice(0, -1),
    must(last),
    // What it is stays out of the log: that somebody said it does not.
    auditStatement(scope, value === null ? 'attribute.cleared' : 'attribute.set', personId, { attribute: key }),
  ])
}

const isSame = (known: AttributeValue | undefined, value: AttributeValue): boolean =>
  JSON.stringify(known) === JSON.stringify(value)
