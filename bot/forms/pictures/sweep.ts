import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../../db/database.ts'
import { formPictures } from '../../../db/schema/index.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { JobResult } from '../../jobs/run.ts'
import type { Scope } from '../../scope.ts'
import { formsNaming } from './named.ts'

const dayMs = 24 * 60 * 60_000
/** Definitions are read for each of them, in the batch that deletes too. */
const sweptMax = 50

/** The job of the next day that looks for pictures which nobody needs; one a day and account. */
export function planPictureSweep(scope: Pick<Scope, 'ids' | 'clock'> & { account: { id: string } }): Statement {
  const day = Math.floor(scope.clock() / dayMs) + 2
  return enqueue(scope, { kind: 'forms.sweep-pictures', key: `${scope.account.id} ${day}`, runAt: day * dayMs })
}

/**
 * Removes pictures, bytes and all, that are a day old and that neither a draft nor a version names. What was published
 * stays: submissions of old versions are read as they were. Comes again as long as the account has pictures.
 */
export async function sweepPictures(scope: Scope): Promise<JobResult> {
  const { id: accountId } = scope.account
  const own = eq(formPictures.accountId, accountId)
  const isUnnamed = sql`not exists (${formsNaming(accountId)})`
  for (let after = ''; ;) {
    const found = await scope.db.reports
      .select({ id: formPictures.id })
      .from(formPictures)
      .where(and(own, gt(formPictures.id, after), lte(formPictures.createdAt, scope.clock() - dayMs), isUnnamed))
      .orderBy(formPictures.id)
      .limit(sweptMax)
    const ids = found.map(({ id }) => id)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    // Asked again in the same breath, because a draft may name one by now; the job leaves the bytes of those that stay.
    await scope.db.write([
      statement(build.delete(formPictures).where(and(own, inArray(formPictures.id, ids), isUnnamed))),
      enqueue(scope, { kind: 'uploads.remove-bytes', key: `${accountId} ${last}`, payload: { ids } }),
    ])
  }
  if ((await scope.db.orm.$count(formPictures, own)) > 0) await scope.db.write([planPictureSweep(scope)])
  return 'done'
}
