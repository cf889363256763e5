import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { build, statement, type Statement } from '../../db/database.ts'
import { attributeDefinitions, attributeValues } from '../../db/schema/index.ts'
import { identityColumns, isAbout, type Identity } from '../customers/person.ts'
import type { Deps } from '../deps.ts'
import { invalid, notFound } from '../errors.ts'
import { fitting, stored, type AttributeValue } from './value.ts'

type AttributeScope = Pick<Deps, 'ids' | 'clock' | 'db'> & { account: { id: string } }

export type AttributeFact = Identity & {
  key: string
  value: AttributeValue
  source: 'declared' | 'staff' | 'import' | 'presumed'
  submissionId?: string | undefined
  staffId?: string | undefined
}

/**
 * The statements that add a fact about somebody; the one before of the same source ends. A value that holds already is
 * not written again, unless somebody has said otherwise since: then whoever says it once more has the last word.
 * @throws not_found when there is no such attribute (any more), invalid `does_not_fit` when it takes no such value
 */
export async function setAttribute(scope: AttributeScope, fact: AttributeFact): Promise<Statement[]> {
  const { db, account, ids, clock } = scope
  const { key, source, submissionId, staffId } = fact
  const [definition] = await db.orm
    .select({ type: attributeDefinitions.type, options: attributeDefinitions.options })
    .from(attributeDefinitions)
    .where(
      and(
        eq(attributeDefinitions.accountId, account.id),
        eq(attributeDefinitions.key, key),
        isNull(attributeDefinitions.removedAt),
      ),
    )
  if (!definition) throw notFound('The attribute')
  const value = fitting(definition, fact.value)
  if (value === null) throw invalid('The attribute takes no such value', { reason: 'does_not_fit' })
  const { valueText, valueNumber, valueTime, valueJson } = stored(definition.type, value)
  const json = valueJson && JSON.stringify(valueJson)
  const holds = holdingOf(scope, fact)
  const same = sql`${attributeValues.valueText} is ${valueText} and ${attributeValues.valueNumber} is ${valueNumber}
    and ${attributeValues.valueJson} is ${json} and not exists (${newerThan(scope, fact)})`
  const now = clock()
  const { friendSeq, customerSeq } = identityColumns(fact)
  return [
    statement(
      build
        .update(attributeValues)
        .set({ endedAt: now })
        .where(sql`${holds} and not (${same})`),
    ),
    statement(
      build.insert(attributeValues).select(sql`select ${ids()}, ${account.id}, ${key}, ${friendSeq}, ${customerSeq},
        ${valueText}, ${valueNumber}, ${valueTime}, ${json}, ${source}, ${submissionId ?? null}, ${staffId ?? null},
        ${now}, null, null where not exists (select 1 from ${attributeValues} where ${holds})`),
    ),
  ]
}

/** The statement that ends what is known of somebody by all of their identities, whoever said it. */
export const clearAttribute = (
  scope: Pick<AttributeScope, 'clock' | 'account'>,
  { key, staffId, ...who }: Identity & { key: string; staffId?: string | undefined },
): Statement =>
  statement(
    build
      .update(attributeValues)
      .set({ endedAt: scope.clock(), endedBy: staffId ?? null })
      .where(
        and(
          eq(sql`+${attributeValues.accountId}`, scope.account.id),
          isAbout(attributeValues, scope.account.id, who),
          eq(sql`+${attributeValues.key}`, key),
          isNull(attributeValues.endedAt),
        ),
      ),
  )

/** The fact of one identity and source that holds now. */
function holdingOf({ account }: Pick<AttributeScope, 'account'>, fact: AttributeFact): SQL {
  const { friendSeq, customerSeq, key, source } = fact
  return and(
    friendSeq === undefined
      ? sql`${attributeValues.customerSeq} = ${customerSeq}`
      : sql`${attributeValues.friendSeq} = ${friendSeq}`,
    eq(attributeValues.accountId, account.id),
    eq(attributeValues.key, key),
    eq(attributeValues.source, source),
    isNull(attributeValues.endedAt),
  )!
}

/** What another source has said of the person since the fact that holds. */
function newerThan({ account }: Pick<AttributeScope, 'account'>, { key, source, ...who }: AttributeFact): SQL {
  const newer = alias(attributeValues, 'newer')
  return sql`select 1 from ${attributeValues} as "newer" where ${and(
    isAbout(newer, account.id, who),
    eq(sql`+${newer.accountId}`, account.id),
    eq(sql`+${newer.key}`, key),
    isNull(newer.endedAt),
    sql`${newer.source} not in (${source}, 'presumed')`,
    sql`(${newer.at}, ${newer.id}) > (${attributeValues.at}, ${attributeValues.id})`,
  )}`
}
