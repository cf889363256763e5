import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Draft } from './draft.ts'

const cancelDraft = template<{ id: string; now: number }>(
  build
    .update(submissions)
    .set({ state: 'cancelled', revision: sql`${submissions.revision} + 1`, updatedAt: sql`${sql.placeholder('now')}` })
    .where(sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.state} = 'draft'`),
)

/** Gives a draft up; its answers stay, marked as cancelled, so that staff see where people leave. */
export function cancelSubmission(scope: Scope, draft: Draft): Statement {
  return cancelDraft({ id: draft.id, now: scope.clock() })
}
