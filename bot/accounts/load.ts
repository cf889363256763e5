import { eq, sql } from 'drizzle-orm'
import { accountCredentials, accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { subscriptionsColumn, type Subscription } from '../integrations/tell-endpoints.ts'
import { hasChannel } from '../settings.ts'
import type { Account } from './account.ts'

/** Another process may have changed an account: what is kept here is read again after this. */
const reuseMs = 30_000
const rereadMs = 1_000

export type AccountCache = Map<string, { account: Account | null; until: number }>

/** The account with its secrets open; null when there is none of this id. Kept for half a minute. */
export async function loadAccount(deps: Deps, id: string): Promise<Account | null> {
  const now = deps.clock()
  const cached = deps.accountCache.get(id)
  if (cached && cached.until > now) return cached.account
  const account = await readAccount(deps, id)
  // Unknown ids are not kept: anybody can invent them.
  if (account) deps.accountCache.set(id, { account, until: now + reuseMs })
  return account
}

/**
 * The secret that webhooks of an account are signed with. For account `main` of the environment it comes from the
 * settings, so that the webhook's only round trip to the database is the one that stores its events.
 */
export async function channelSecretOf(deps: Deps, id: string): Promise<string | null | undefined> {
  if (id === 'main' && hasChannel(deps.settings)) return deps.settings.LINE_CHANNEL_SECRET
  const account = await loadAccount(deps, id)
  return account === null || account.isDisconnected ? undefined : account.channelSecret
}

/**
 * The secret as the database has it now, when the kept one did not fit: another process may have put a new one in its
 * place a moment ago. Asked for at most once a second, because anybody can send what does not fit.
 */
export async function newerSecretOf(deps: Deps, id: string, tried: string | null): Promise<string | null> {
  const kept = deps.accountCache.get(id)
  if (!kept || deps.clock() - (kept.until - reuseMs) < rereadMs) return null
  deps.accountCache.delete(id)
  const secret = (await channelSecretOf(deps, id)) ?? null
  return secret === tried ? null : secret
}

/** All accounts, for work that goes through every one of them. */
export async function loadAccounts(deps: Deps): Promise<Account[]> {
  const ids = await deps.db.orm.select({ id: accounts.id }).from(accounts)
  const loaded = await Promise.all(ids.map(({ id }) => loadAccount(deps, id)))
  return loaded.filter((account) => account !== null)
}

async function readAccount(deps: Deps, id: string): Promise<Account | null> {
  const row = await deps.db.orm
    .select({ accounts, account_credentials: accountCredentials, subscriptions: subscriptionsColumn })
    .from(accounts)
    .leftJoin(accountCredentials, eq(accountCredentials.accountId, accounts.id))
    .where(eq(accounts.id, sql.param(id)))
    .get()
  if (!row) return null
  const open = async (sealed: string | null | undefined) => (sealed ? deps.seal.open(sealed) : null)
  const { channelId, loginChannelId, liffId, botUserId, name, greeting, greetingOff, memberLogin } = row.accounts
  const subscriptions = JSON.parse(row.subscriptions) as Subscription[]
  const account = { id, name, botUserId, greeting: greetingOff ? null : greeting, memberLogin, subscriptions }
  // Nothing comes in or goes out without channels.
  if (row.accounts.disconnectedAt !== null) return { ...account, ...noChannels, isDisconnected: true }
  return {
    ...account,
    channelId,
    channelSecret: await open(row.account_credentials?.channelSecret),
    loginChannelId,
    loginChannelSecret: await open(row.account_credentials?.loginChannelSecret),
    liffId,
    isDisconnected: false,
  }
}

const noChannels = {
  channelId: null,
  channelSecret: null,
  loginChannelId: null,
  loginChannelSecret: null,
  liffId: null,
}
