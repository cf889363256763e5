import { sql } from 'drizzle-orm'
import { build, must, template, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { hasSlots } from '../slots/has-slots.ts'
import { freePlaces } from '../slots/free.ts'
import { countCancelled } from './count-answers.ts'
import type { Draft } from './draft.ts'

const cancelDraft = template<{ id: string; revision: number; now: number }>(
  build
    .update(submissions)
    .set({ state: 'cancelled', revision: sql`${submissions.revision} + 1`, updatedAt: sql`${sql.placeholder('now')}` })
    .where(sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.revision} = ${sql.placeholder('revision')}
        and ${submissions.state} = 'draft'`),
)

/** Gives a draft up; its answers stay, marked as cancelled, so that staff see where people leave. Undone when the draft is not as it was read. */
export function cancelSubmission(scope: Scope, draft: Draft): Statement[] {
  const { id, revision, definition } = draft
  const now = scope.clock()
  return [
    must(cancelDraft({ id, revision, now })),
    countCancelled(id),
    ...(hasSlots(definition) ? freePlaces(sql`b.submission_id = ${id}`, now) : []),
  ]
}
