import { and, eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { loadAccounts } from '../accounts/load.ts'
import { friends } from '../../db/schema/index.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import type { Deps } from '../deps.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { adoptMenus } from './adopt.ts'

/** While somebody waits for a menu that is not published, LINE is asked for it so often. */
const everyMs = 5 * 60_000

/** The job by which we learn what `npm run line:connect` brought to LINE; one for an account, however many wait. */
export const findMenusSoon = (scope: Parameters<typeof enqueue>[0]): Statement =>
  enqueue(scope, { kind: 'rich-menus.find', key: scope.account.id })

/** At a start: the menus may have been brought, replaced or taken back while nobody was here to notice. */
export async function findAllMenus(deps: Deps): Promise<void> {
  const connected = (await loadAccounts(deps)).filter(({ channelSecret }) => channelSecret !== null)
  if (connected.length > 0)
    await deps.db.write(connected.map((account) => findMenusSoon(scopeOf(deps, account, { kind: 'system' }))))
}

/** Looks up which menus stand at LINE and takes them over; again later while somebody waits for one that is not there. */
export async function findMenus(scope: Scope): Promise<JobResult> {
  const { menus, outcome } = await listMenus(scope)
  if (!menus) return { again: reasonOf(outcome.status), within: everyMs }
  const published = await adoptMenus(scope, menus)
  if (published.includes('member')) return 'done'
  const waiting = await scope.db.orm
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.menuReason, 'menu_not_published')))
    .limit(1)
    .get()
  return waiting ? { again: 'menu_not_published', within: everyMs } : 'done'
}
