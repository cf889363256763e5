import { and, eq } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { staff, staffGrants, staffInvitations } from '../../db/schema/index.ts'
import { countAttempt } from '../attempts/count.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { mailIsPossible } from '../mail/possible.ts'
import { recordMail } from '../mail/record.ts'
import { hexOfBytes, sha256Hex } from '../seal.ts'
import { deedStatement } from './audit.ts'
import { everyAccount, grantIn, invitationDays, type NewInvitation } from './contract.ts'
import { invitationHash, ofOwner } from './invitation.ts'
import { invitationMail } from './invitation-mail.ts'
import { demandMayGive } from './person.ts'
import { writeTogether } from './write-deed.ts'

const tokenBytes = 32
const keptMs = invitationDays * 24 * 60 * 60_000
/** Nobody's mailbox is flooded from here. */
const mailsByAddress = { max: 5, windowMs: 60 * 60_000 }

/** What the one who invites gets: the link once, because only a hash of it is kept. */
export interface Invited {
  id: string
  link: string
  /** Whether the link is on its way by mail, too. */
  mailed: boolean
  expiresAt: number
}

/**
 * Invites somebody to this account, or to every account. A new invitation for the same address takes the older one's place.
 * @throws forbidden, conflict `already_here`
 */
export async function invite(scope: StaffScope, wanted: NewInvitation): Promise<Invited> {
  const { email, role, seesPersonal, everywhere, language } = wanted
  demandMayGive(scope, wanted)
  if (await worksHere(scope, email)) throw conflict('This person works here already', { reason: 'already_here' })
  const id = scope.ids()
  const accountId = everywhere ? everyAccount : scope.account.id
  const made = await makeLink(scope, { id, email, everywhere, language })
  const row = {
    ...{ id, accountId, email, role, seesPersonal, tokenHash: made.tokenHash, invitedBy: scope.actor.staffId },
    ...{ createdAt: scope.clock(), expiresAt: made.expiresAt },
  }
  const older = and(ofOwner(scope), eq(staffInvitations.accountId, accountId), eq(staffInvitations.email, email))
  await writeTogether(scope, [
    statement(build.update(staffInvitations).set({ revokedAt: scope.clock() }).where(older)),
    statement(build.insert(staffInvitations).values(row)),
    ...made.mail,
    deedStatement(scope, {
      ...{ accountId, staffId: scope.actor.staffId, action: 'invitation.made', subject: id },
      detail: { before: null, after: { role, seesPersonal } },
    }),
  ])
  scope.kick()
  return { id, link: made.link, mailed: made.mail.length > 0, expiresAt: made.expiresAt }
}

/**
 * Makes a new link for an invitation: the older one is dead, and seven days begin anew.
 * @throws not_found when it was accepted or revoked
 */
export async function renewInvitation(scope: StaffScope, id: string, language: 'ja' | 'en'): Promise<Invited> {
  const own = and(eq(staffInvitations.id, id), ofOwner(scope))
  const row = await scope.db.orm.select().from(staffInvitations).where(own).get()
  if (!row) throw notFound('The invitation')
  const everywhere = row.accountId === everyAccount
  demandMayGive(scope, { everywhere, seesPersonal: row.seesPersonal })
  const made = await makeLink(scope, { id, email: row.email, everywhere, language })
  const { tokenHash, expiresAt } = made
  const renewed = build.update(staffInvitations).set({ tokenHash, expiresAt, invitedBy: scope.actor.staffId })
  await writeTogether(scope, [
    must(statement(renewed.where(own))),
    ...made.mail,
    deedStatement(scope, {
      ...{ accountId: row.accountId, staffId: scope.actor.staffId, action: 'invitation.renewed', subject: id },
      detail: { before: { expiresAt: row.expiresAt }, after: { expiresAt } },
    }),
  ])
  scope.kick()
  return { id, link: made.link, mailed: made.mail.length > 0, expiresAt }
}

/**
 * Takes an invitation back: its link is dead at once.
 * @throws not_found when it was accepted or revoked before
 */
export async function revokeInvitation(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(staffInvitations.id, id), ofOwner(scope))
  const row = await scope.db.orm.select().from(staffInvitations).where(own).get()
  if (!row) throw notFound('The invitation')
  await writeTogether(scope, [
    must(statement(build.update(staffInvitations).set({ revokedAt: scope.clock() }).where(own))),
    deedStatement(scope, {
      ...{ accountId: row.accountId, staffId: scope.actor.staffId, action: 'invitation.revoked', subject: id },
      detail: { before: { role: row.role }, after: null },
    }),
  ])
}

/** Only of those who work in this account: whether an address is known in another one is nobody's business here. */
async function worksHere({ db, account }: StaffScope, email: string): Promise<boolean> {
  const { accountId, role, seesPersonal } = staffGrants
  const grants = await db.orm
    .select({ accountId, role, seesPersonal })
    .from(staffGrants)
    .innerJoin(staff, eq(staff.id, staffGrants.staffId))
    .where(eq(staff.email, email))
  return grantIn(grants, account.id) !== null
}

async function makeLink(
  scope: StaffScope,
  { id, email, everywhere, language }: { id: string; email: string; everywhere: boolean; language: 'ja' | 'en' },
) {
  await countAttempt(scope, `invitation ${await sha256Hex(email)}`, mailsByAddress)
  const token = hexOfBytes(scope.random(tokenBytes))
  // Behind the hash, so that the token is sent to no server and stands in no log.
  const link = `${scope.settings.PUBLIC_URL}/invitation#${token}`
  const expiresAt = scope.clock() + keptMs
  const mail: Statement[] = []
  if (mailIsPossible(scope)) {
    const words = invitationMail(link, everywhere ? null : scope.account.name)[language]
    const accountId = everywhere ? null : scope.account.id
    mail.push(
      (await recordMail(scope, { accountId, purpose: 'invitation', to: email, ...words, deadlineAt: expiresAt }))
        .statement,
    )
  }
  return { id, link, tokenHash: await invitationHash(token), expiresAt, mail }
}
