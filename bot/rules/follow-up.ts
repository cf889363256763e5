import { sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { submissions } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { isNight } from './night.ts'
import { deedRow } from './rows.ts'

const plannedMax = 50
/** Whoever left longer ago is not called back: it would be a surprise. Longer than a night, in which nobody is reminded. */
const lateMs = 36 * 60 * 60_000
const minuteMs = 60_000

interface Due {
  id: string
  accountId: string
  revision: number
  push: number
}

/**
 * Plans the reminder of half-filled forms that were left for as long as their form says, a few at a time. Each submission is
 * marked in the batch that plans it, so it is reminded of once, whatever happens.
 */
export async function followUpDrafts(deps: Deps): Promise<void> {
  if (isNight(deps.clock())) return
  let planned = false
  for (const due of await dueDrafts(deps)) {
    const account = await loadAccount(deps, due.accountId)
    if (!account) continue
    try {
      await deps.db.write(followUpStatements(scopeOf(deps, account, { kind: 'system' }), due))
      planned = true
    } catch (error) {
      // The person went on in this very moment, or another process was faster.
      if (!isGuardFailure(error)) throw error
    }
  }
  if (planned) deps.kick()
}

/** Drafts with an answer that was given, not only known; a change of what was sent is none of them, because what was sent stands. */
function dueDrafts({ db, clock }: Deps): Promise<Due[]> {
  const now = clock()
  return db.orm
    .select({
      id: sql<string>`s.id`,
      accountId: sql<string>`s.account_id`,
      revision: sql<number>`s.revision`,
      push: sql<number>`f.follow_up_push`,
    })
    .from(
      sql`forms f cross join submissions s on s.form_id = f.id and s.state = 'draft'
        and s.updated_at <= ${now} - f.follow_up_after * ${minuteMs}
        and s.updated_at > ${now - lateMs} - f.follow_up_after * ${minuteMs}`,
    )
    .where(
      sql`f.follow_up_after is not null and s.followed_up_at is null and s.replaces is null
        and exists (select 1 from answers a where a.submission_id = s.id and a.answered_in <> 'known')`,
    )
    .limit(plannedMax)
}

function followUpStatements(scope: Scope, { id, revision, push }: Due): Statement[] {
  const marked = build
    .update(submissions)
    .set({ followedUpAt: scope.clock() })
    .where(
      sql`${submissions.id} = ${id} and ${submissions.accountId} = ${scope.account.id} and ${submissions.state} = 'draft'
        and ${submissions.revision} = ${revision} and ${submissions.followedUpAt} is null`,
    )
  const about = { submissionId: id, on: 'silent' as const }
  const deed = { rule: '', place: 0, deed: { do: 'follow_up' as const, push: push === 1 } }
  return [
    must(statement(marked)),
    deedRow(scope, about, deed, { state: 'waiting', reason: null }),
    enqueue(scope, { kind: 'rules.work', key: `${id}:silent`, payload: about }),
  ]
}
