import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, formPictures, submissions, uploads } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { removeFiles } from './remove-files.ts'

const dayMs = 24 * 60 * 60_000
const sweptMax = 200

/** The job of the next day that looks for what nobody needs; one a day and account, however many files came. */
export function planSweep(scope: Scope): Statement {
  const day = Math.floor(scope.clock() / dayMs) + 2
  return enqueue(scope, { kind: 'uploads.sweep', key: `${scope.account.id} ${day}`, runAt: day * dayMs })
}

/**
 * Removes files, bytes and all, that are a day old and that no answer names: taken back, replaced, or of a draft that was
 * cancelled. Files of an answer that was changed stay with the submission that it was, and so do those of one that was sent and cancelled. Comes again as long as there are files.
 */
export async function sweepUploads(scope: Scope): Promise<JobResult> {
  for (let after = ''; ;) {
    const orphans = await orphansAfter(scope, after)
    const ids = orphans.map(({ id }) => id)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    // Asked again in the same breath, because an answer may name one by now; the bytes go by a job that comes with it.
    const isOrphan = and(eq(uploads.accountId, scope.account.id), inArray(uploads.id, ids), sql`not ${isNamed}`)
    await scope.db.write([
      statement(build.delete(uploads).where(isOrphan)),
      enqueue(scope, { kind: 'uploads.remove-bytes', key: `${scope.account.id} ${last}`, payload: { ids } }),
    ])
  }
  const [any] = await scope.db.orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(eq(uploads.accountId, scope.account.id))
    .limit(1)
  if (any) await scope.db.write([planSweep(scope)])
  return 'done'
}

/** Removes the bytes of those files whose rows are gone. */
export async function removeBytes(scope: Scope, { ids }: { ids: string[] }): Promise<JobResult> {
  const kept = await scope.db.orm.select({ id: uploads.id }).from(uploads).where(inArray(uploads.id, ids))
  const shown = await scope.db.orm
    .select({ id: formPictures.id })
    .from(formPictures)
    .where(inArray(formPictures.id, ids))
  return removeFiles(
    scope,
    ids,
    [...kept, ...shown].map(({ id }) => id),
  )
}

/** An answer may name a file that came with an earlier submission of the same person and form (`find.ts`). */
const isNamed = sql`exists (
  select 1 from ${submissions} join ${answers} on ${answers.submissionId} = ${submissions.id} and ${answers.questionKey} = ${uploads.questionKey}
  where ${submissions.friendSeq} = ${uploads.friendSeq} and (${submissions.state} <> 'cancelled' or ${submissions.finishedAt} is not null)
  and exists (select 1 from json_each(${answers.valueJson}) where json_each.value = ${uploads.id}))`

const orphansAfter = ({ db, account, clock }: Scope, after: string) =>
  db.reports
    .select({ id: uploads.id })
    .from(uploads)
    .where(
      and(
        eq(uploads.accountId, account.id),
        gt(uploads.id, after),
        lte(uploads.createdAt, clock() - dayMs),
        sql`not ${isNamed}`,
      ),
    )
    .orderBy(uploads.id)
    .limit(sweptMax)
