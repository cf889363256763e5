import { build, statement, type Statement } from '../../db/database.ts'
import { erasures } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import type { Counts } from './count.ts'
import { subjectHasher, type Subject } from './subject-hash.ts'

/** The statements that keep that somebody was erased, and who did it: a keyed hash, how many rows, and nothing of the person. */
export async function recordErasure(scope: StaffScope, subject: Subject, counts: Counts): Promise<Statement[]> {
  const hashOf = await subjectHasher(scope.settings.MUSUBI_SECRET ?? '')
  const id = scope.ids()
  const row = {
    id,
    accountId: subject.kind === 'friend' ? subject.accountId : null,
    kind: subject.kind,
    subjectHash: await hashOf(subject),
    counts,
    staffId: scope.actor.staffId,
    at: scope.clock(),
  }
  return [
    statement(build.insert(erasures).values(row)),
    auditStatement(scope, subject.kind === 'friend' ? 'friend.erased' : 'member.erased', id, { counts }),
  ]
}
