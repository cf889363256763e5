import { sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accountCredentials, accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

/** What the environment (or the simulator) says about account `main`. */
export interface MainAccount {
  name: string
  channelId: string | null
  channelSecret: string | null
  loginChannelId: string | null
  loginChannelSecret: string | null
  liffId: string | null
}

/**
 * Writes account `main` at each start, from the settings or from the simulator. What LINE told about an earlier
 * channel is forgotten when the channel changes; what staff wrote (the greeting) stays.
 */
export async function writeMainAccount(deps: Deps, main: MainAccount): Promise<void> {
  const now = deps.clock()
  const sealed = async (secret: string | null) => (secret === null ? null : deps.seal.seal(secret))
  const { channelId, loginChannelId, liffId } = main
  const credentials = {
    accountId: 'main',
    channelSecret: await sealed(main.channelSecret),
    loginChannelSecret: await sealed(main.loginChannelSecret),
    updatedAt: now,
  }
  const changed = sql`${accounts.channelId} is not ${channelId}`
  await deps.db.write([
    statement(
      build
        .insert(accounts)
        .values({
          id: 'main',
          name: main.name,
          source: 'environment',
          channelId,
          loginChannelId,
          liffId,
          createdAt: now,
          updatedAt: now,
        })
        .onConflictDoUpdate({
          target: accounts.id,
          set: {
            channelId,
            loginChannelId,
            liffId,
            updatedAt: now,
            botUserId: sql`case when ${changed} then null else ${accounts.botUserId} end`,
            name: sql`case when ${changed} then ${main.name} else ${accounts.name} end`,
          },
        }),
    ),
    statement(
      build
        .insert(accountCredentials)
        .values(credentials)
        .onConflictDoUpdate({ target: accountCredentials.accountId, set: credentials }),
    ),
  ])
  deps.accountCache.delete('main')
}
