import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { and, eq, gt } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { staff, staffVerifications } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { notFound, unauthenticated } from '../errors.ts'
import { hexOfBytes, sha256Hex } from '../seal.ts'
import { linkSignInSchema } from './contract.ts'

const tokenBytes = 32
const printedMinutes = 60

const identifierOf = async (token: string) => `sign-in-link:${await sha256Hex(token)}`

/**
 * A link that signs a member of staff in once, and the statement that makes it work. Only a hash of its token is kept, and
 * the page behind it exchanges the token by a POST, so that a preview of the link does not use it up.
 * @throws not_found when nobody has this e-mail address
 */
export async function makeSignInLink(
  deps: Deps,
  { email, minutes }: { email: string; minutes: number },
): Promise<{ link: string; statement: Statement }> {
  const [person] = await deps.db.orm.select({ id: staff.id }).from(staff).where(eq(staff.email, email.toLowerCase()))
  if (!person) throw notFound('The member of staff')
  const token = hexOfBytes(deps.random(tokenBytes))
  const now = deps.clock()
  const row = {
    id: deps.ids(),
    identifier: await identifierOf(token),
    value: person.id,
    expiresAt: new Date(now + minutes * 60_000),
    createdAt: new Date(now),
    updatedAt: new Date(now),
  }
  return {
    link: `${deps.settings.PUBLIC_URL}/sign-in?token=${token}`,
    statement: statement(build.insert(staffVerifications).values(row)),
  }
}

/** The link that a start prints; it works for an hour. */
export async function createSignInLink(deps: Deps, email: string): Promise<string> {
  const { link, statement: keep } = await makeSignInLink(deps, { email, minutes: printedMinutes })
  await deps.db.write([keep])
  return link
}

/** Takes the token out of the database, which only one of several callers manages, and says whose it was. */
async function takeToken(deps: Deps, token: string): Promise<string | undefined> {
  const [taken] = await deps.db.write([
    statement(
      build
        .delete(staffVerifications)
        .where(
          and(
            eq(staffVerifications.identifier, await identifierOf(token)),
            gt(staffVerifications.expiresAt, new Date(deps.clock())),
          ),
        )
        .returning({ staffId: staffVerifications.value }),
    ),
  ])
  return taken?.rows[0]?.[0] as string | undefined
}

/** The exchange of a link's token for a session, as a better-auth verb, because only it signs session cookies. */
export const linkExchange = (deps: Deps) =>
  ({
    id: 'sign-in-link',
    endpoints: {
      signInByLink: createAuthEndpoint('/sign-in/link', { method: 'POST', body: linkSignInSchema }, async (c) => {
        const staffId = await takeToken(deps, c.body.token)
        const user = staffId ? await c.context.internalAdapter.findUserById(staffId) : null
        if (!user) throw unauthenticated('The link was used already, or its time is over')
        const session = await c.context.internalAdapter.createSession(user.id)
        await setSessionCookie(c, { session, user })
        return c.json({ signedIn: true })
      }),
    },
  }) satisfies BetterAuthPlugin
