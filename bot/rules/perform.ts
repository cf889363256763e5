import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { attributeDefinitions, richMenus, tags, webhookEndpoints } from '../../db/schema/index.ts'
import { setAttribute } from '../attributes/set.ts'
import type { Fact } from '../conditions/contract.ts'
import { MusubiError } from '../errors.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { callEndpoint } from '../integrations/call-endpoint.ts'
import { notifyStaff } from '../notices/notify.ts'
import { recipientsOf } from '../notices/recipients.ts'
import type { MenuRef } from '../rich-menus/contract.ts'
import { wantMenu } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import { giveTag, takeTag } from '../tags/give.ts'
import { attributeValues } from './attribute-value.ts'
import type { FormRule, RuleDeed } from './contract.ts'
import type { PlannedDeed } from './deeds-for.ts'
import type { DoneBefore } from './done-before.ts'
import type { Person } from './person.ts'
import type { Standing } from './rows.ts'

/** What a deed is done with. */
export interface Circumstances {
  person: Person
  before: DoneBefore
  draft: Draft
  answers: Answers
  fact: (path: string) => Fact
  on: FormRule['on']
}

export type Performed = Standing & { statements: Statement[] }

const done = (statements: Statement[]): Performed => ({ state: 'done', reason: null, statements })
const failed = (reason: string): Performed => ({ state: 'failed', reason, statements: [] })
const excluded = (reason: string): Performed => ({ state: 'excluded', reason, statements: [] })

/** What one deed writes at once, or why it cannot be done. */
export async function perform(scope: Scope, planned: PlannedDeed, around: Circumstances): Promise<Performed> {
  const { draft, person, on, before } = around
  const { deed } = planned
  switch (deed.do) {
    case 'show_menu':
      if (deed.menu !== null && !(await isPublished(scope, deed.menu))) return failed('menu_gone')
      return done(wantMenu(scope, { uid: person.uid, key: deed.menu as MenuRef | null }))
    case 'notify_staff': {
      const told = { subjectId: draft.id, staff: deed.staff }
      if ((await recipientsOf(scope, told)).length === 0) return failed('no_recipient')
      return done(notifyStaff(scope, { kind: on === 'cancelled' ? 'cancellation' : 'submission', ...told }))
    }
    case 'mail_staff':
      return before(planned) ? excluded('said_before') : { state: 'waiting', reason: null, statements: [] }
    case 'add_tag':
      if (!(await tagExists(scope, deed.tag))) return failed('tag_gone')
      return done([
        tagIsThere(scope, deed.tag),
        giveTag(scope, { friendSeq: person.seq, tagId: deed.tag, source: 'rule', submissionId: draft.id }),
      ])
    case 'remove_tag':
      if (!(await tagExists(scope, deed.tag))) return failed('tag_gone')
      return done([takeTag(scope, { friendSeq: person.seq, tagId: deed.tag })])
    case 'set_attribute':
      return setFromAnswer(scope, deed, around)
    case 'call_webhook': {
      const { endpoint: endpointId } = deed
      if (!(await endpointExists(scope, endpointId))) return failed('endpoint_gone')
      const event =
        on === 'cancelled' ? 'submission.cancelled' : draft.replaces ? 'submission.changed' : 'submission.finished'
      return done(callEndpoint(scope, { endpointId, event, submissionId: draft.id, rule: planned.rule }))
    }
    default:
      return failed('unknown_deed')
  }
}

/** An attribute says what the person declared, or what the company derived from it. */
async function setFromAnswer(
  scope: Scope,
  { attribute: key, value: from }: Extract<RuleDeed, { do: 'set_attribute' }>,
  around: Circumstances,
): Promise<Performed> {
  const { account, db } = scope
  const definition = await db.orm
    .select({ type: attributeDefinitions.type })
    .from(attributeDefinitions)
    .where(
      and(
        eq(attributeDefinitions.accountId, account.id),
        eq(attributeDefinitions.key, key),
        isNull(attributeDefinitions.removedAt),
      ),
    )
    .get()
  if (!definition) return failed('attribute_gone')
  const values = attributeValues(from, definition.type, around)
  if (values.length === 0) return excluded('no_answer')
  const source = from.from === 'answer' ? ('declared' as const) : ('presumed' as const)
  for (const value of values) {
    try {
      const fact = { friendSeq: around.person.seq, key, value, source, submissionId: around.draft.id }
      return done(await setAttribute(scope, fact))
    } catch (error) {
      if (!(error instanceof MusubiError)) throw error
    }
  }
  return failed('value_does_not_fit')
}

const isTag = ({ account }: Scope, id: string) =>
  and(eq(tags.id, id), eq(tags.accountId, account.id), isNull(tags.removedAt))

const tagExists = async (scope: Scope, id: string): Promise<boolean> =>
  (await scope.db.orm.select({ id: tags.id }).from(tags).where(isTag(scope, id)).get()) !== undefined

/** A tag that is taken away in this very moment undoes the batch, and it is decided anew. */
const tagIsThere = (scope: Scope, id: string): Statement =>
  guard(sql`exists (select 1 from ${tags} where ${isTag(scope, id)})`)

async function endpointExists({ db, account }: Scope, id: string): Promise<boolean> {
  const endpoint = await db.orm
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.accountId, account.id), eq(webhookEndpoints.id, id)))
    .get()
  return endpoint !== undefined
}

async function isPublished({ db, account }: Scope, key: string): Promise<boolean> {
  const menu = await db.orm
    .select({ key: richMenus.key })
    .from(richMenus)
    .where(and(eq(richMenus.accountId, account.id), eq(richMenus.key, key as MenuRef)))
    .get()
  return menu !== undefined
}
