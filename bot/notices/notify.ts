import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { staff, staffNotices } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { isTold, type Told } from './recipients.ts'

/** What is told, and of what: a submission, or an endpoint of ours. */
export interface NewNotice extends Told {
  kind: (typeof staffNotices.$inferInsert)['kind']
}

/**
 * The statements by which members of staff are told of something in the dashboard: a row for each of them who works in the
 * account. What they have not seen yet about the same thing gives way to it. Committed with what they are told of.
 */
export function notifyStaff(
  { account, ids, clock }: Pick<Deps, 'ids' | 'clock'> & { account: { id: string } },
  { kind, ...told }: NewNotice,
): Statement[] {
  const { subjectId } = told
  const who = isTold(account.id, told)
  const older = build.delete(staffNotices).where(
    sql`${staffNotices.subjectId} = ${subjectId} and ${staffNotices.kind} = ${kind} and ${staffNotices.accountId} = ${account.id}
      and ${staffNotices.seenAt} is null and ${staffNotices.staffId} in (select ${staff.id} from ${staff} where ${who})`,
  )
  const rows = build.insert(staffNotices).select(sql`
    select ${ids()} || '.' || ${staff.id}, ${account.id}, ${staff.id}, ${kind}, ${subjectId}, ${clock()}, null
    from ${staff} where ${who}`)
  return [statement(older), statement(rows)]
}
