import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { staff, staffCredentials, staffSessions, staffVerifications } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { sha256Hex } from '../seal.ts'
import { passwordLengthMin } from './contract.ts'
import { linkExchange } from './sign-in-link.ts'

const sessionSeconds = 7 * 24 * 60 * 60

/** Where `routes.ts` writes the address that a session began from; the usual headers are the client's to invent. */
export const addressHeader = 'x-musubi-address'

export type StaffAuth = Awaited<ReturnType<typeof createAuth>>

/**
 * Sessions, cookies and password hashes by better-auth, over our own tables. Its own HTTP routes are not mounted:
 * `routes.ts` calls the few verbs we need, so that there is nothing else to attack.
 * There is no cookie cache, because a session that was ended must be dead at once.
 */
export async function createAuth(deps: Deps) {
  const { MUSUBI_SECRET, PUBLIC_URL } = deps.settings
  if (!MUSUBI_SECRET) throw new Error('MUSUBI_SECRET is needed for staff sessions')
  return betterAuth({
    baseURL: PUBLIC_URL,
    basePath: '/api/auth',
    secret: await sha256Hex(`musubi staff sessions ${MUSUBI_SECRET}`),
    database: drizzleAdapter(deps.db.orm, {
      provider: 'sqlite',
      schema: { user: staff, session: staffSessions, account: staffCredentials, verification: staffVerifications },
      transaction: false,
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordLengthMin },
    session: { expiresIn: sessionSeconds, cookieCache: { enabled: false } },
    // `routes.ts` counts attempts by address and by e-mail, in one statement each.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'musubi',
      useSecureCookies: PUBLIC_URL.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => deps.ids() },
    },
    logger: { level: 'error', log: (_level, message) => deps.log.error('better-auth: {message}', { message }) },
    telemetry: { enabled: false },
    plugins: [linkExchange(deps)],
  })
}
