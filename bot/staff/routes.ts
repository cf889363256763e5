import { Hono, type Context } from 'hono'
import type { Deps } from '../deps.ts'
import { MusubiError, unauthenticated, withoutValues } from '../errors.ts'
import { clientAddress } from '../http/client-address.ts'
import { nothingSchema } from '../http/nothing.ts'
import { requireSession, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { mailIsPossible } from '../mail/possible.ts'
import { sha256Hex } from '../seal.ts'
import { countAttempt } from '../attempts/count.ts'
import { addressHeader, type StaffAuth } from './auth.ts'
import { acceptAsNew } from './accept-invitation.ts'
import {
  invitationAcceptanceSchema,
  invitationTokenSchema,
  linkRequestSchema,
  linkSignInSchema,
  passwordResetSchema,
  passwordSignInSchema,
} from './contract.ts'
import { readInvitation } from './invitation.ts'
import { mailSignInLink } from './mail-sign-in-link.ts'
import { readPasswordLink, resetPassword } from './password-link.ts'

/** Generous for a person, hopeless for guessing; the one by e-mail also meets guessing from many addresses. */
const byAddress = { max: 10, windowMs: 60_000 }
const byEmail = { max: 30, windowMs: 15 * 60_000 }
/** Nobody's mailbox is flooded from here. */
const mailsByEmail = { max: 3, windowMs: 15 * 60_000 }

/** Sign-in, sign-out and who is signed in. */
export const staffRoutes = (deps: Deps, auth: () => Promise<StaffAuth>) =>
  new Hono<StaffEnv>()
    .post('/auth/sign-in/email', validated('json', passwordSignInSchema), async (c) => {
      const { email, password } = c.req.valid('json')
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      await countAttempt(deps, `email ${await sha256Hex(email)}`, byEmail)
      const signedIn = await checkPassword(deps, await auth(), { email, password }, withAddress(deps, c))
      for (const cookie of signedIn.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: true }, 200)
    })
    .post('/auth/sign-in/link', validated('json', linkSignInSchema), async (c) => {
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      const { headers } = await (
        await auth()
      ).api.signInByLink({ body: c.req.valid('json'), headers: withAddress(deps, c), returnHeaders: true })
      for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: true }, 200)
    })
    // What the page offers before anybody is known.
    .get('/auth/ways', (c) => c.json({ mailedLink: mailIsPossible(deps) }, 200))
    .post('/auth/sign-in-links', validated('json', linkRequestSchema), async (c) => {
      const request = c.req.valid('json')
      if (!mailIsPossible(deps)) throw new MusubiError('unavailable', 'No mail can be sent', { reason: 'no_mail' })
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      await countAttempt(deps, `link mail ${await sha256Hex(request.email)}`, mailsByEmail)
      // Behind the answer: neither its words nor its time tell whether somebody with this address works here.
      deps.background(mailSignInLink(deps, request))
      return c.json({ asked: true }, 202)
    })
    // The token comes in a body, never in an address, which would stand in logs.
    .post('/auth/invitations/reading', validated('json', invitationTokenSchema), async (c) => {
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      return c.json({ invitation: await readInvitation(deps, c.req.valid('json').token) }, 200)
    })
    .post('/auth/invitations/acceptance', validated('json', invitationAcceptanceSchema), async (c) => {
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      const { password } = c.req.valid('json')
      const email = await acceptAsNew(deps, c.req.valid('json'))
      const signedIn = await checkPassword(deps, await auth(), { email, password }, withAddress(deps, c))
      for (const cookie of signedIn.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: true }, 201)
    })
    .post('/auth/password-links/reading', validated('json', invitationTokenSchema), async (c) => {
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      return c.json({ person: await readPasswordLink(deps, c.req.valid('json').token) }, 200)
    })
    .post('/auth/password-links/use', validated('json', passwordResetSchema), async (c) => {
      await countAttempt(deps, await addressKey(deps, c), byAddress)
      const { password } = c.req.valid('json')
      const email = await resetPassword(deps, c.req.valid('json'))
      const signedIn = await checkPassword(deps, await auth(), { email, password }, withAddress(deps, c))
      for (const cookie of signedIn.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: true }, 200)
    })
    .post('/auth/sign-out', validated('json', nothingSchema), async (c) => {
      const signedOut = await (await auth()).api.signOut({ headers: c.req.raw.headers, asResponse: true })
      for (const cookie of signedOut.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: false }, 200)
    })
    .get('/session', requireSession(deps, auth), (c) => c.json({ me: c.get('me') }, 200))

export type StaffRoutes = ReturnType<typeof staffRoutes>

/** The headers of a request, with the address as we know it in the place of whatever the client claims. */
function withAddress({ settings }: Deps, c: Context): Headers {
  const headers = new Headers(c.req.raw.headers)
  const address = clientAddress(c, settings)
  // Of an IPv6 address only the network is known.
  headers.set(addressHeader, address.includes(':') ? `${address}::` : address)
  return headers
}

const addressKey = async (deps: Deps, c: Context) => `address ${await sha256Hex(clientAddress(c, deps.settings))}`

/**
 * The answer of better-auth, with the cookies of the new session.
 * @throws unauthenticated: one answer for an unknown address and a wrong password, so that nobody learns who works here;
 * unavailable when the password could not be checked at all
 */
async function checkPassword(
  deps: Deps,
  { api }: StaffAuth,
  body: { email: string; password: string },
  headers: Headers,
): Promise<Response> {
  const answer = await api.signInEmail({ body, headers, asResponse: true }).catch(withoutValues)
  if (answer instanceof Response && answer.ok) return answer
  if (answer instanceof Response && [401, 403].includes(answer.status))
    throw unauthenticated('E-mail address or password is wrong')
  const fault = answer instanceof Response ? `better-auth answered ${answer.status}` : answer
  deps.log.error('A password could not be checked: {fault}', { fault })
  throw new MusubiError('unavailable', 'Sign-in is not possible right now')
}
