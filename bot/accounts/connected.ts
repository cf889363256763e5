import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { hasChannel } from '../settings.ts'

/** Whether real people can come: the environment, or an account made in the dashboard, has a real channel. */
export async function isConnected({ settings, db }: Pick<Deps, 'settings' | 'db'>): Promise<boolean> {
  if (hasChannel(settings)) return true
  const connected = await db.orm
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.source, 'dashboard'), isNotNull(accounts.channelId), isNull(accounts.disconnectedAt)))
    .get()
  return connected !== undefined
}
