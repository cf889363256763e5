import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { events } from '../../db/schema/index.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'

const insertEvent = template<{
  id: string
  accountId: string
  uid: string
  name: string
  now: number
  properties: Record<string, unknown>
}>(
  build.insert(events).values({
    id: sql.placeholder('id'),
    accountId: sql.placeholder('accountId'),
    name: sql.placeholder('name'),
    friendSeq: friendSeqOf,
    at: sql.placeholder('now'),
    properties: sql.placeholder('properties'),
  }),
)

/**
 * The statement that adds an event of a friend (行動); it commits with what happened.
 * @param name with its domain, for instance `identity.linked`
 */
export const recordEvent = (
  scope: Scope,
  { uid, name, properties }: { uid: string; name: string; properties: Record<string, unknown> },
): Statement => insertEvent({ id: scope.ids(), accountId: scope.account.id, uid, name, now: scope.clock(), properties })
