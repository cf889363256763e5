import { eq } from 'drizzle-orm'
import { createMiddleware } from 'hono/factory'
import { accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { forbidden, notFound, unauthenticated } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { StaffAuth } from '../staff/auth.ts'
import { everyAccount, grantIn, ownsEverything, roles, type Me, type Role } from '../staff/contract.ts'
import { grantsOf } from '../staff/grants.ts'

/** What reading staff routes and their verbs get: a scope whose account is known to exist, its secrets left closed. */
export interface StaffScope extends Omit<Scope, 'account' | 'actor'> {
  account: { id: string; name: string }
  actor: {
    kind: 'staff'
    staffId: string
    role: Role
    seesPersonal: boolean
    /** Owns every account: only such people decide about what concerns all of them. */
    ownsAll: boolean
    /** Works for every account, and so knows all members of the workspace; others know those who are linked in theirs. */
    everywhere: boolean
  }
}

export interface StaffEnv {
  Variables: { me: Me; sessionId: string; scope: StaffScope }
}

/**
 * Lets only people in who have a live session and work somewhere (401 otherwise), read from the database each time: a session
 * that was ended is dead at once.
 */
export function requireSession(deps: Deps, auth: () => Promise<StaffAuth>) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const { headers, response } = await (
      await auth()
    ).api.getSession({ headers: c.req.raw.headers, returnHeaders: true })
    if (!response) throw unauthenticated('Please sign in')
    const { id, name, email } = response.user
    const grants = await grantsOf(deps, id)
    // Whoever was removed while they signed in has a session and nothing else.
    if (grants.length === 0) throw unauthenticated('Please sign in')
    c.set('me', { id, name, email, grants })
    c.set('sessionId', response.session.id)
    await next()
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
  })
}

/** Opens the account of the path `/accounts/:accountId/…`; one that does not exist, or is not theirs, is a 404. */
export function openAccount(deps: Deps) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const [account] = await deps.db.orm
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, c.req.param('accountId') ?? ''))
    const me = c.get('me')
    const grant = account && grantIn(me.grants, account.id)
    if (!grant) throw notFound('The account')
    const { role, seesPersonal } = grant
    const ownsAll = ownsEverything(me.grants)
    const everywhere = me.grants.some(({ accountId }) => accountId === everyAccount)
    const actor = { kind: 'staff' as const, staffId: me.id, role, seesPersonal, ownsAll, everywhere }
    c.set('scope', { ...deps, account, actor })
    await next()
  })
}

/** The least role that a route asks for; it stands on the same line as the path. */
export const may = (least: Role) =>
  createMiddleware<StaffEnv>(async (c, next) => {
    if (roles.indexOf(c.get('scope').actor.role) < roles.indexOf(least)) throw forbidden(`This takes the role ${least}`)
    await next()
  })

/** What changes the company's members takes an owner of every account; it stands after the role. */
export const mayForCompany = createMiddleware<StaffEnv>(async (c, next) => {
  demandCompany(c.get('scope'))
  await next()
})

/** @throws forbidden `every_account` for whoever does not own every account there is */
export function demandCompany({ actor }: StaffScope): void {
  if (!actor.ownsAll) throw forbidden('This takes an owner of every account', { reason: 'every_account' })
}
