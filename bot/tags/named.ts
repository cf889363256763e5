import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customerTags, tags } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { foldedName } from './contract.ts'

/** The tag of a name, and what makes it where there is none. */
export async function tagNamed(scope: Scope, name: string): Promise<{ id: string; statements: Statement[] }> {
  const { db, account, ids, clock } = scope
  const folded = foldedName(name)
  const known = await db.orm
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.accountId, account.id), eq(tags.folded, folded), isNull(tags.removedAt)))
    .get()
  if (known) return { id: known.id, statements: [] }
  const row = { id: ids(), accountId: account.id, name, folded, createdAt: clock() }
  return { id: row.id, statements: [statement(build.insert(tags).values(row))] }
}

/** What takes a tag of a name away again that nobody ever had. */
export const removeUnusedTag = (account: { id: string }, name: string): Statement =>
  statement(
    build
      .delete(tags)
      .where(
        and(
          eq(tags.accountId, account.id),
          eq(tags.folded, foldedName(name)),
          sql`not exists (select 1 from ${customerTags} where ${customerTags.tagId} = ${tags.id})`,
        ),
      ),
  )
