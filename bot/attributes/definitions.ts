import { and, asc, eq, isNull } from 'drizzle-orm'
import { attributeDefinitions } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

export type AttributeDefinition = typeof attributeDefinitions.$inferSelect

/** The account's attributes, the oldest first. */
export const listDefinitions = ({ db, account }: Pick<Deps, 'db'> & { account: { id: string } }) =>
  db.orm
    .select()
    .from(attributeDefinitions)
    .where(and(eq(attributeDefinitions.accountId, account.id), isNull(attributeDefinitions.removedAt)))
    .orderBy(asc(attributeDefinitions.createdAt), asc(attributeDefinitions.key))
