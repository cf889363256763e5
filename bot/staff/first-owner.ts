import { hashPassword } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { staff, staffCredentials, staffGrants } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

const defaultEmail = 'owner@example.com'
/** Without letters and digits that look alike, because people type it from a terminal. */
const passwordLetters = 'abcdefghijkmnpqrstuvwxyz23456789'
const passwordLength = 20

export interface FirstOwner {
  email: string
  /** The password that was just made up, to be shown once; null when it came from the settings. */
  password: string | null
}

/** Makes the first owner while there is no staff at all; null when there is somebody. Two starts at once make one. */
export async function ensureFirstOwner(deps: Deps): Promise<FirstOwner | null> {
  const [somebody] = await deps.db.orm.select({ id: staff.id }).from(staff).limit(1)
  if (somebody) return null
  const email = (deps.settings.STAFF_EMAIL ?? defaultEmail).toLowerCase()
  const made = deps.settings.STAFF_PASSWORD === undefined ? madeUpPassword(deps.random) : null
  const password = await hashPassword(deps.settings.STAFF_PASSWORD ?? made ?? '')
  const id = deps.ids()
  const now = new Date(deps.clock())
  const times = { createdAt: now, updatedAt: now }
  try {
    await deps.db.write([
      guard(sql`not exists (select 1 from ${staff})`),
      statement(
        build.insert(staff).values({ id, name: email.split('@')[0] ?? email, email, emailVerified: true, ...times }),
      ),
      statement(
        build
          .insert(staffGrants)
          .values({ staffId: id, accountId: '*', role: 'owner', seesPersonal: true, createdAt: deps.clock() }),
      ),
      statement(
        build
          .insert(staffCredentials)
          .values({ id: deps.ids(), accountId: id, providerId: 'credential', userId: id, password, ...times }),
      ),
    ])
  } catch (error) {
    if (isGuardFailure(error)) return null
    throw error
  }
  return { email, password: made }
}

/** 20 letters of 32 kinds: 100 bits. */
const madeUpPassword = (random: Deps['random']) =>
  Array.from(random(passwordLength), (byte) => passwordLetters[byte % passwordLetters.length]).join('')
