import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { attributeDefinitions, attributeValues, friends } from '../../db/schema/index.ts'
import type { Orm } from '../../db/database.ts'
import { isAbout, type Identity } from '../customers/person.ts'
import type { Deps } from '../deps.ts'
import { belongsTo } from '../http/search.ts'
import { valueIn, type AttributeValue } from './value.ts'

type Reads = Pick<Deps, 'db'> & { account: { id: string } }

/**
 * What is known of a person over all their identities, with source and time. The newest that the person, the staff or the
 * company's file said counts before anything presumed.
 */
export const attributesOf = (scope: Reads, who: Identity) => holding(scope.db.reports, scope, who)

/** The value of each attribute that is known of a friend, for questions that are filled in before and for conditions. */
export async function knownAttributes({ db, account }: Reads, uid: string): Promise<Map<string, AttributeValue>> {
  const [friend] = await db.orm
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.uid, uid)))
  if (!friend) return new Map()
  const known = await holding(db.orm, { account }, { friendSeq: friend.seq })
  return new Map(known.map(({ key, value }) => [key, value]))
}

async function holding(orm: Orm, { account }: Pick<Reads, 'account'>, who: Identity) {
  const { key, valueText, valueNumber, valueJson, source, submissionId, staffId, at } = attributeValues
  const rows = await orm
    .select({ key, valueText, valueNumber, valueJson, source, submissionId, staffId, at })
    .from(attributeValues)
    .innerJoin(
      attributeDefinitions,
      and(eq(attributeDefinitions.accountId, account.id), eq(attributeDefinitions.key, attributeValues.key)),
    )
    .where(
      and(
        belongsTo(attributeValues.accountId, account.id),
        isAbout(attributeValues, account.id, who),
        isNull(attributeValues.endedAt),
        isNull(attributeDefinitions.removedAt),
      ),
    )
    // What counts comes last, so that it is what a map of them keeps.
    .orderBy(sql`${source} != 'presumed'`, asc(at), asc(attributeValues.id))
  const counting = new Map(rows.map((row) => [row.key, row]))
  return [...counting.values()].map(({ valueText: text, valueNumber: number, valueJson: json, ...fact }) => ({
    ...fact,
    value: valueIn({ valueText: text, valueNumber: number, valueJson: json }),
  }))
}
