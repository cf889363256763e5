import { hashPassword } from 'better-auth/crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { staff, staffCredentials, staffSessions, staffVerifications } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { hexOfBytes, sha256Hex } from '../seal.ts'
import { deedStatement } from './audit.ts'
import { everyAccount, grantIn, passwordLinkHours, type Grant, type PasswordReset } from './contract.ts'
import { grantsOf } from './grants.ts'
import { personOf } from './person.ts'
import { writeTogether } from './write-deed.ts'

const tokenBytes = 32
const prefix = 'password-link:'
const identifierOf = async (token: string) => prefix + (await sha256Hex(token))
/** For whom a link is and who made it, as the row keeps it; ids have no spaces. */
const valueOf = (personId: string, makerId: string) => `${personId} ${makerId}`

/**
 * Whether somebody may let a colleague in anew: only who owns every account in which the colleague works, and sees at least
 * what the colleague sees, because whoever makes the link could use it.
 */
function covers(own: Grant[], theirs: Grant[]): boolean {
  const reaches = (grant: Grant | null, { seesPersonal }: Grant) =>
    grant?.role === 'owner' && (grant.seesPersonal || !seesPersonal)
  return theirs.every((one) =>
    one.accountId === everyAccount
      ? grantIn(own, everyAccount) !== null && own.every((grant) => reaches(grant, one))
      : reaches(grantIn(own, one.accountId), one),
  )
}

/**
 * Makes a link by which a colleague whose mail does not arrive sets a new password, once. It is shown to whoever makes it
 * and kept only as a hash; an older one for the same person is dead.
 * @throws not_found, forbidden `may_more` for somebody who may do more than the one who asks, and for oneself
 */
export async function makePasswordLink(scope: StaffScope, id: string): Promise<{ link: string; expiresAt: number }> {
  const { actor, settings, clock } = scope
  const person = await personOf(scope, id)
  if (id === actor.staffId) throw forbidden('One’s own password is changed in the profile')
  if (!covers(await grantsOf(scope, actor.staffId), person.grants))
    throw forbidden('This person may do more than you', { reason: 'may_more' })
  const token = hexOfBytes(scope.random(tokenBytes))
  const now = clock()
  const expiresAt = now + passwordLinkHours * 60 * 60_000
  const row = {
    ...{ id: scope.ids(), identifier: await identifierOf(token), value: valueOf(id, actor.staffId) },
    ...{ expiresAt: new Date(expiresAt), createdAt: new Date(now), updatedAt: new Date(now) },
  }
  await writeTogether(scope, [
    dropLinks(id),
    statement(build.insert(staffVerifications).values(row)),
    deedStatement(scope, {
      ...{ accountId: scope.account.id, staffId: actor.staffId, action: 'staff.password_link_made', subject: id },
      detail: { before: null, after: { expiresAt } },
    }),
  ])
  // Behind the hash, so that the token is sent to no server and stands in no log.
  return { link: `${settings.PUBLIC_URL}/new-password#${token}`, expiresAt }
}

/** Makes every link void by which somebody could be let in: to set a password or to sign in. */
export const dropLinks = (id: string) =>
  statement(
    build
      .delete(staffVerifications)
      .where(sql`substr(${staffVerifications.value} || ' ', 1, ${id.length + 1}) = ${`${id} `}`),
  )

/** Whom a link is for, as the page tells them before they set the password. */
export async function readPasswordLink(deps: Deps, token: string): Promise<{ name: string; email: string }> {
  const { name, email } = await openLink(deps, token)
  return { name, email }
}

/**
 * Sets the password of whomever the link is for, and signs them out everywhere; answers the address, which signs in from now
 * on. Of two who use one link at the same moment one succeeds.
 * @throws not_found with one answer, whatever is wrong with the link
 */
export async function resetPassword(deps: Deps, { token, password }: PasswordReset): Promise<string> {
  const { rowId, id, email } = await openLink(deps, token)
  const now = new Date(deps.clock())
  const credential = {
    id: deps.ids(),
    accountId: id,
    providerId: 'credential',
    userId: id,
    createdAt: now,
    updatedAt: now,
  }
  const hash = await hashPassword(password)
  try {
    await deps.db.write([
      must(statement(build.delete(staffVerifications).where(eq(staffVerifications.id, rowId)))),
      dropLinks(id),
      statement(
        build
          .delete(staffCredentials)
          .where(and(eq(staffCredentials.userId, id), eq(staffCredentials.providerId, 'credential'))),
      ),
      statement(build.insert(staffCredentials).values({ ...credential, password: hash })),
      statement(build.delete(staffSessions).where(eq(staffSessions.userId, id))),
      deedStatement(deps, { accountId: everyAccount, staffId: id, action: 'staff.password_reset', subject: id }),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw notFound('The link')
    throw error
  }
  return email
}

/** A link works for as long as whoever made it could make it: of both, what they may do now counts. */
async function openLink(deps: Deps, token: string) {
  const row = await deps.db.orm
    .select()
    .from(staffVerifications)
    .where(
      and(
        eq(staffVerifications.identifier, await identifierOf(token)),
        gt(staffVerifications.expiresAt, new Date(deps.clock())),
      ),
    )
    .get()
  const [id = '', makerId = ''] = row?.value.split(' ') ?? []
  const person = await deps.db.orm
    .select({ id: staff.id, name: staff.name, email: staff.email })
    .from(staff)
    .where(and(eq(staff.id, id), isNull(staff.removedAt)))
    .get()
  const [own, theirs] = await Promise.all([grantsOf(deps, makerId), grantsOf(deps, id)])
  if (!row || !person || theirs.length === 0 || !covers(own, theirs)) throw notFound('The link')
  return { ...person, rowId: row.id }
}
