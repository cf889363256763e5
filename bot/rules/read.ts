import { and, asc, eq, inArray } from 'drizzle-orm'
import {
  attributeDefinitions,
  deliveries,
  ruleDeeds,
  staff,
  tags,
  webhookCalls,
  webhookEndpoints,
} from '../../db/schema/index.ts'
import type { Texts } from '../forms/contract.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { PlannedDeed } from './deeds-for.ts'

type Deed = PlannedDeed['deed']
type Row = typeof ruleDeeds.$inferSelect

/** What happened by itself with a submission, and what did not and why; in the order in which it was planned. */
export async function deedsOf(scope: StaffScope, submissionId: string) {
  const { db, account } = scope
  const rows = await db.reports
    .select()
    .from(ruleDeeds)
    .where(and(eq(ruleDeeds.submissionId, submissionId), eq(ruleDeeds.accountId, account.id)))
    .orderBy(asc(ruleDeeds.createdAt), asc(ruleDeeds.id))
  if (rows.length === 0) return []
  const [names, sent, calls] = await Promise.all([
    namesOf(scope, rows),
    sentAs(scope, rows),
    callsOf(scope, submissionId),
  ])
  return rows.map((row) => ({
    ...{ id: row.id, on: row.on, do: row.deed.do, state: row.state, reason: row.reason },
    at: row.finishedAt ?? row.createdAt,
    /** What it is about: a tag, an attribute, a menu, an endpoint; null: it says it by itself. */
    about: names(row.deed),
    /** How far what it became is at LINE or at the other system. */
    outcome: sent.get(row.sentAs ?? '') ?? (row.deed.do === 'call_webhook' ? calls.get(callKey(row)) : null) ?? null,
  }))
}

const callKey = ({ ruleKey, deed }: Pick<Row, 'ruleKey' | 'deed'>) =>
  `${ruleKey} ${deed.do === 'call_webhook' ? deed.endpoint : ''}`

async function sentAs({ db, account }: StaffScope, rows: Row[]) {
  const ids = rows.flatMap(({ sentAs: id }) => (id === null ? [] : [id]))
  if (ids.length === 0) return new Map<string, never>()
  const found = await db.reports
    .select({ id: deliveries.id, state: deliveries.state, reason: deliveries.reason, method: deliveries.method })
    .from(deliveries)
    .where(and(eq(deliveries.accountId, account.id), inArray(deliveries.id, ids)))
  return new Map(found.map(({ id, ...one }) => [id, one]))
}

async function callsOf({ db, account }: StaffScope, submissionId: string) {
  const found = await db.reports
    .select({
      rule: webhookCalls.rule,
      endpoint: webhookCalls.endpointId,
      state: webhookCalls.state,
      reason: webhookCalls.reason,
    })
    .from(webhookCalls)
    .where(and(eq(webhookCalls.accountId, account.id), eq(webhookCalls.submissionId, submissionId)))
  return new Map(
    found.map(({ rule, endpoint, ...one }) => [`${rule ?? ''} ${endpoint}`, { ...one, method: 'webhook' as const }]),
  )
}

/** What deeds are about, as staff call it; also when it was taken away since. */
async function namesOf({ db, account }: StaffScope, rows: { deed: Deed }[]): Promise<(deed: Deed) => Texts | null> {
  const idsOf = (pick: (deed: Deed) => string[]) => [...new Set(rows.flatMap(({ deed }) => pick(deed)))]
  const tagIds = idsOf((deed) => (deed.do === 'add_tag' || deed.do === 'remove_tag' ? [deed.tag] : []))
  const keys = idsOf((deed) => (deed.do === 'set_attribute' ? [deed.attribute] : []))
  const endpointIds = idsOf((deed) => (deed.do === 'call_webhook' ? [deed.endpoint] : []))
  const staffIds = idsOf((deed) => ('staff' in deed ? (deed.staff ?? []) : []))
  const [ofTags, ofKeys, ofEndpoints, ofStaff] = await Promise.all([
    tagIds.length === 0
      ? []
      : db.reports
          .select({ id: tags.id, name: tags.name })
          .from(tags)
          .where(and(eq(tags.accountId, account.id), inArray(tags.id, tagIds))),
    keys.length === 0
      ? []
      : db.reports
          .select({ id: attributeDefinitions.key, title: attributeDefinitions.title })
          .from(attributeDefinitions)
          .where(and(eq(attributeDefinitions.accountId, account.id), inArray(attributeDefinitions.key, keys))),
    endpointIds.length === 0
      ? []
      : db.reports
          .select({ id: webhookEndpoints.id, name: webhookEndpoints.title })
          .from(webhookEndpoints)
          .where(and(eq(webhookEndpoints.accountId, account.id), inArray(webhookEndpoints.id, endpointIds))),
    staffIds.length === 0
      ? []
      : db.reports.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, staffIds)),
  ])
  const named = (list: { id: string; name: string }[], id: string) => {
    const name = list.find((one) => one.id === id)?.name
    return name === undefined ? null : { ja: name }
  }
  return (deed) => {
    if (deed.do === 'add_tag' || deed.do === 'remove_tag') return named(ofTags, deed.tag)
    if (deed.do === 'set_attribute')
      return ofKeys.find(({ id }) => id === deed.attribute)?.title ?? { ja: deed.attribute }
    if (deed.do === 'call_webhook') return named(ofEndpoints, deed.endpoint)
    if (deed.do === 'show_menu') return menuTitle(deed)
    const chosen = 'staff' in deed ? (deed.staff ?? []).flatMap((id) => named(ofStaff, id)?.ja ?? []) : []
    return chosen.length === 0 ? null : { ja: chosen.join('、'), en: chosen.join(', ') }
  }
}

/** Our own menus by what they are for; one of another tool by the name that it had when the rule was written. */
function menuTitle({ menu, name }: Extract<Deed, { do: 'show_menu' }>): Texts {
  if (menu === null) return { ja: 'いつものメニュー', en: 'The usual menu' }
  if (menu === 'guest') return { ja: '連携していない人のメニュー', en: 'For guests' }
  return menu === 'member' ? { ja: '会員のメニュー', en: 'For members' } : { ja: name ?? menu }
}
