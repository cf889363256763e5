import { hashPassword } from 'better-auth/crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { staff, staffCredentials, staffGrants, staffInvitations } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import { deedStatement } from './audit.ts'
import type { InvitationAcceptance, Me } from './contract.ts'
import { openInvitation } from './invitation.ts'

type Invitation = typeof staffInvitations.$inferSelect

/**
 * Makes a member of staff of whoever was invited and is new here; answers the address, which signs in from now on. Of two
 * who use one link at the same moment one is let in.
 * @throws not_found, conflict `known` when the address signs in here already
 */
export async function acceptAsNew(deps: Deps, { token, name, password }: InvitationAcceptance): Promise<string> {
  const invitation = await openInvitation(deps, token)
  const { email } = invitation
  const known = await deps.db.orm.select({ id: staff.id }).from(staff).where(eq(staff.email, email)).get()
  if (known) throw conflict('This address signs in here already', { reason: 'known' })
  const id = deps.ids()
  const now = new Date(deps.clock())
  const times = { createdAt: now, updatedAt: now }
  const credential = { id: deps.ids(), accountId: id, providerId: 'credential', userId: id }
  const hash = await hashPassword(password)
  await take(deps, invitation, id, [
    // Whoever holds the link may be somebody else than the one with the mailbox.
    statement(build.insert(staff).values({ id, name, email, emailVerified: false, ...times })),
    statement(build.insert(staffCredentials).values({ ...credential, password: hash, ...times })),
  ])
  return email
}

/**
 * Adds what an invitation gives to the person who is signed in and was meant.
 * @throws not_found, forbidden for anybody else, conflict `already_here`
 */
export async function acceptAsMe(deps: Deps, me: Me, token: string): Promise<void> {
  const invitation = await openInvitation(deps, token)
  if (invitation.email !== me.email) throw forbidden('The invitation is for another address')
  if (me.grants.some(({ accountId }) => accountId === invitation.accountId))
    throw conflict('You work there already', { reason: 'already_here' })
  await take(deps, invitation, me.id, [])
}

async function take(deps: Deps, invitation: Invitation, staffId: string, before: Statement[]): Promise<void> {
  const { id, accountId, role, seesPersonal, tokenHash } = invitation
  const now = deps.clock()
  const used = build
    .update(staffInvitations)
    .set({ acceptedAt: now, acceptedBy: staffId })
    .where(
      and(
        eq(staffInvitations.id, id),
        eq(staffInvitations.tokenHash, tokenHash),
        gt(staffInvitations.expiresAt, now),
        isNull(staffInvitations.acceptedAt),
        isNull(staffInvitations.revokedAt),
      ),
    )
  try {
    await deps.db.write([
      must(statement(used)),
      ...before,
      statement(build.insert(staffGrants).values({ staffId, accountId, role, seesPersonal, createdAt: now })),
      deedStatement(deps, {
        ...{ accountId, staffId, action: 'invitation.accepted', subject: staffId },
        detail: { before: null, after: { role, seesPersonal } },
      }),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw notFound('The invitation')
    throw error
  }
}
