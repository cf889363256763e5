import { and, eq, isNull } from 'drizzle-orm'
import { attributeDefinitions } from '../../db/schema/index.ts'
import { forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { AttributeType } from './contract.ts'

/** Whether a reader may not see the values: those of a personal attribute, and free texts, in which people name themselves. */
export const isMasked = (
  { actor }: Pick<StaffScope, 'actor'>,
  one: { personal: boolean; type: AttributeType },
): boolean => !actor.seesPersonal && (one.personal || one.type === 'text')

/**
 * Asks that the attribute is there, and that the reader may see its values: nobody changes what they cannot see.
 * @throws not_found, forbidden
 */
export async function demandReadable(scope: StaffScope, key: string) {
  const [definition] = await scope.db.orm
    .select()
    .from(attributeDefinitions)
    .where(
      and(
        eq(attributeDefinitions.accountId, scope.account.id),
        eq(attributeDefinitions.key, key),
        isNull(attributeDefinitions.removedAt),
      ),
    )
  if (!definition) throw notFound('The attribute')
  if (isMasked(scope, definition)) throw forbidden('This takes the right to see personal data')
  return definition
}
