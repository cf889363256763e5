import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from './database.ts'

/** What `json` is given where a condition fails: it is no JSON, so the batch ends there. */
export const mark = 'guard failed'

/**
 * A statement that undoes the whole batch unless the condition holds at that moment. It stands between what a verb read
 * and what it writes: another process may have been there. SQLite has no assertion outside of triggers, so the failing
 * branch parses a text that is no JSON, which raises an error.
 */
export const guard = (condition: SQL): Statement =>
  statement(build.select({ held: sql`case when (${condition}) then 1 else json(${mark}) end` }).from(sql`(select 1)`))

/** A statement that had to change a row did not (`must` in `database.ts`). */
export class MustError extends Error {}

/**
 * Whether a batch was undone because what it was decided on has changed (a guard, a `must`, or a unique key that two
 * writers raced for): read again and decide anew.
 */
export function isGuardFailure(error: unknown): boolean {
  if (error instanceof MustError) return true
  const text = messagesOf(error)
  return text.includes('malformed JSON') || text.includes('UNIQUE constraint failed')
}

function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? `${error.message} ${messagesOf(error.cause)}` : error.message
}
