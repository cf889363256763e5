import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { accounts, staff, staffInvitations } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { sha256Hex } from '../seal.ts'
import { everyAccount, grantIn, ownsEverything } from './contract.ts'
import { grantsOf } from './grants.ts'

type Invitation = typeof staffInvitations.$inferSelect

/** Only the hash of a token is kept. */
export const invitationHash = (token: string) => sha256Hex(`invitation ${token}`)

const unused = and(isNull(staffInvitations.acceptedAt), isNull(staffInvitations.revokedAt))

/** Whose invitations an owner decides about: of this account, and those for every account when they own everything. */
export const ofOwner = ({ account, actor }: StaffScope) =>
  and(inArray(staffInvitations.accountId, actor.ownsAll ? [account.id, everyAccount] : [account.id]), unused)

/** Invitations that nobody has accepted yet, the newest first; those whose time is over stay until they are renewed or revoked. */
export async function listInvitations(scope: StaffScope) {
  const { id, accountId, email, role, seesPersonal, createdAt, expiresAt } = staffInvitations
  const rows = await scope.db.reports
    .select({ id, accountId, email, role, seesPersonal, createdAt, expiresAt, invitedBy: staff.name })
    .from(staffInvitations)
    .leftJoin(staff, eq(staff.id, staffInvitations.invitedBy))
    .where(ofOwner(scope))
    .orderBy(desc(createdAt), desc(id))
  return rows.map(({ accountId: where, ...row }) => ({ ...row, everywhere: where === everyAccount }))
}

/**
 * The invitation behind a token, while it works.
 * @throws not_found with one answer, whatever is wrong: no such token, used, revoked, over, or whoever invited may not invite
 * for this any more
 */
export async function openInvitation(deps: Deps, token: string): Promise<Invitation> {
  const found = await deps.db.orm
    .select()
    .from(staffInvitations)
    .where(
      and(
        eq(staffInvitations.tokenHash, await invitationHash(token)),
        gt(staffInvitations.expiresAt, deps.clock()),
        unused,
      ),
    )
    .get()
  if (!found || !(await stillGiven(deps, found))) throw notFound('The invitation')
  return found
}

async function stillGiven(deps: Deps, { invitedBy, accountId, seesPersonal }: Invitation): Promise<boolean> {
  const grants = await grantsOf(deps, invitedBy)
  const grant = grantIn(grants, accountId)
  const owns = accountId === everyAccount ? ownsEverything(grants) : grant?.role === 'owner'
  return owns && (!seesPersonal || grant?.seesPersonal === true)
}

/** What the one who was invited reads before they accept. */
export async function readInvitation(deps: Deps, token: string) {
  const { accountId, email, role, seesPersonal, invitedBy, expiresAt } = await openInvitation(deps, token)
  const [account, inviter, known] = await Promise.all([
    deps.db.orm.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, accountId)).get(),
    deps.db.orm.select({ name: staff.name }).from(staff).where(eq(staff.id, invitedBy)).get(),
    deps.db.orm.select({ id: staff.id }).from(staff).where(eq(staff.email, email)).get(),
  ])
  return {
    email,
    role,
    seesPersonal,
    /** Null: every account. */
    account: accountId === everyAccount ? null : (account?.name ?? null),
    invitedBy: inviter?.name ?? null,
    expiresAt,
    /** Whether the address signs in here already, and so needs no new password. */
    known: known !== undefined,
  }
}
