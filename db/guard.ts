import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { build, statement, template, type Statement } from './database.ts'

const mark = 'guard failed'

/**
 * A statement that undoes the whole batch unless the condition holds at that moment. It stands between what a verb read
 * and what it writes: another process may have been there. SQLite has no assertion outside of triggers, so the failing
 * branch parses a text that is no JSON, which raises an error.
 */
export const guard = (condition: SQL): Statement => statement(guarding(condition))

/** The same for hot paths: built once, its `sql.placeholder`s filled at each call. */
export const guardTemplate = <Values extends Record<string, unknown>>(
  condition: SQL,
): ((values: Values) => Statement) => template<Values>(guarding(condition))

const guarding = (condition: SQL) =>
  build.select({ held: sql`case when (${condition}) then 1 else json(${mark}) end` }).from(sql`(select 1)`)

/** Whether a batch was undone by a guard (or by a unique key that two writers raced for): read again and decide anew. */
export function isGuardFailure(error: unknown): boolean {
  const text = messagesOf(error)
  return text.includes('malformed JSON') || text.includes('UNIQUE constraint failed')
}

function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? `${error.message} ${messagesOf(error.cause)}` : error.message
}
