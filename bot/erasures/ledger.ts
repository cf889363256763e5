import { build, statement, type Statement } from '../../db/database.ts'
import { erasures } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement, deedStatement } from '../staff/audit.ts'
import type { Counts } from './count.ts'
import { subjectHasher, type Subject } from './subject-hash.ts'

/**
 * The statements that keep that somebody was erased, and who did it: a keyed hash, how many rows, and nothing of the person.
 * @param elsewhere other accounts that it touched, whose audit logs tell it too
 */
export async function recordErasure(
  scope: StaffScope,
  subject: Subject,
  counts: Counts,
  elsewhere: string[] = [],
): Promise<Statement[]> {
  const hashOf = await subjectHasher(scope.settings.MUSUBI_SECRET ?? '')
  const id = scope.ids()
  const { staffId } = scope.actor
  const action = subject.kind === 'friend' ? 'friend.erased' : 'member.erased'
  const row = {
    id,
    accountId: subject.kind === 'friend' ? subject.accountId : null,
    kind: subject.kind,
    subjectHash: await hashOf(subject),
    counts,
    staffId,
    at: scope.clock(),
  }
  return [
    statement(build.insert(erasures).values(row)),
    auditStatement(scope, action, id, { counts }),
    ...elsewhere.map((accountId) => deedStatement(scope, { accountId, staffId, action, subject: id })),
  ]
}
