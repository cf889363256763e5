import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { accountCredentials, accounts } from '../../db/schema/index.ts'
import type { Finding } from '../connect/contract.ts'
import type { Deps } from '../deps.ts'
import { conflict, forbidden } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import type { Me } from '../staff/contract.ts'
import { examine } from './check.ts'
import type { NewAccount } from './connection-contract.ts'
import { groundOf } from './ground.ts'
import { setUpAtLine } from './set-up.ts'

/**
 * Adds an account, after everything that LINE tells beforehand was looked at; with `dry` it only looks. What LINE can only
 * tell of an account that takes webhooks is looked at right after.
 * @returns what was found, and the account unless something is in the way
 * @throws forbidden for everybody but an owner of all accounts
 */
export async function addAccount(
  deps: Deps,
  me: Me,
  { uid, dry, ...channels }: NewAccount,
): Promise<{ findings: Finding[]; name: string; accountId: string | null }> {
  const grant = me.grants.find(({ accountId, role }) => accountId === '*' && role === 'owner')
  if (!grant) throw forbidden('This takes an owner of all accounts')
  const id = deps.ids()
  const fresh = { ...deps, lineTokens: new Map() }
  const { findings, name } = await examine(groundOf(fresh, { id, ...channels }, { serves: false }), uid)
  const taken = await connectedAs(deps, channels.channelId)
  if (taken) findings.unshift(isConnectedAlready(taken))
  if (dry || findings.some(({ state }) => state === 'stop')) return { findings, name, accountId: null }
  const scope: StaffScope = {
    ...{ ...deps, account: { id, name: name || channels.channelId } },
    actor: {
      kind: 'staff',
      staffId: me.id,
      role: 'owner',
      seesPersonal: grant.seesPersonal,
      ownsAll: true,
      everywhere: true,
    },
  }
  await insertAccount(scope, channels)
  await setUpAtLine(scope)
  return { findings, name, accountId: id }
}

type Channels = Omit<NewAccount, 'uid' | 'dry'>

async function insertAccount(scope: StaffScope, channels: Channels): Promise<void> {
  const { channelId, channelSecret, loginChannelId, loginChannelSecret, liffId } = channels
  const { seal, clock, account } = scope
  const times = { createdAt: clock(), updatedAt: clock() }
  const shown = { name: account.name, channelId, loginChannelId, liffId }
  const sealed = {
    channelSecret: await seal.seal(channelSecret),
    loginChannelSecret: await seal.seal(loginChannelSecret),
  }
  try {
    await scope.db.write([
      guard(isFree(channelId)),
      statement(build.insert(accounts).values({ id: account.id, source: 'dashboard', ...shown, ...times })),
      statement(build.insert(accountCredentials).values({ accountId: account.id, ...sealed, updatedAt: clock() })),
      auditStatement(scope, 'account.added', account.id, { before: null, after: shown }),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw connectedAlready()
    throw error
  }
}

/** The condition that no live account has the channel. */
export const isFree = (channelId: string): SQL =>
  sql`not exists (select 1 from ${accounts}
    where ${accounts.channelId} = ${channelId} and ${accounts.disconnectedAt} is null)`

export const connectedAlready = () => conflict('This channel is connected already', { reason: 'connected' })

/** The name of the live account that has the channel. */
export async function connectedAs({ db }: Pick<Deps, 'db'>, channelId: string): Promise<string | undefined> {
  const row = await db.orm
    .select({ name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.channelId, channelId), isNull(accounts.disconnectedAt)))
    .get()
  return row?.name
}

const isConnectedAlready = (name: string): Finding => ({
  state: 'stop',
  text: {
    ja: `このチャネルは「${name}」としてつながっています`,
    en: `This channel is connected already, as “${name}”`,
  },
  todo: {
    ja: 'シークレットを変えるときは、そのアカウントの「LINE接続」を開いてください',
    en: 'To change its secret, open “LINE connection” of that account',
  },
})
