import { and, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { attributeDefinitions, attributeValues, customerTags, staff, tags } from '../../db/schema/index.ts'
import { isMasked } from '../attributes/masked.ts'
import { valueIn } from '../attributes/value.ts'
import { valueText } from '../attributes/words.ts'
import type { Texts } from '../forms/in-language.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { maskedText } from '../staff/masking.ts'

export type TagSource = (typeof customerTags.$inferSelect)['source']
export type AttributeSource = (typeof attributeValues.$inferSelect)['source']

const giver = alias(staff, 'giver')
const taker = alias(staff, 'taker')

/** Tags as they were given and taken, with who of the staff it was. */
export async function readTagRows({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.reports
    .select({
      ...{ id: customerTags.id, tag: tags.name, source: customerTags.source },
      ...{ givenBy: giver.name, takenBy: taker.name },
    })
    .from(customerTags)
    .innerJoin(tags, eq(tags.id, customerTags.tagId))
    .leftJoin(giver, eq(giver.id, customerTags.staffId))
    .leftJoin(taker, eq(taker.id, customerTags.endedBy))
    .where(and(belongsTo(customerTags.accountId, account.id), inArray(customerTags.id, ids)))
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

interface AttributeRow {
  attribute: Texts
  value: Texts
  source: AttributeSource
  setBy: string | null
  clearedBy: string | null
}

/** Facts about the person in words; masked where the reader may not see them. */
export async function readAttributeRows(scope: StaffScope, ids: string[]): Promise<Map<string, AttributeRow>> {
  if (ids.length === 0) return new Map()
  const { db, account } = scope
  const rows = await db.reports
    .select({ fact: attributeValues, definition: attributeDefinitions, setBy: giver.name, clearedBy: taker.name })
    .from(attributeValues)
    .innerJoin(
      attributeDefinitions,
      and(eq(attributeDefinitions.accountId, account.id), eq(attributeDefinitions.key, attributeValues.key)),
    )
    .leftJoin(giver, eq(giver.id, attributeValues.staffId))
    .leftJoin(taker, eq(taker.id, attributeValues.endedBy))
    .where(and(belongsTo(attributeValues.accountId, account.id), inArray(attributeValues.id, ids)))
  return new Map(
    rows.map(({ fact, definition, setBy, clearedBy }) => {
      const value = isMasked(scope, definition)
        ? { ja: maskedText, en: maskedText }
        : valueText(definition, valueIn(fact))
      return [fact.id, { attribute: definition.title, value, source: fact.source, setBy, clearedBy }]
    }),
  )
}
