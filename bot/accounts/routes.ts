import { asc } from 'drizzle-orm'
import { Hono } from 'hono'
import { accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { isRehearsal } from '../settings.ts'
import { grantIn } from '../staff/contract.ts'
import { addAccount } from './add.ts'
import { newAccountSchema } from './connection-contract.ts'

/** The accounts that somebody may switch between: those that are theirs; and adding one. */
export const accountRoutes = (deps: Deps) =>
  new Hono<StaffEnv>()
    .get('/accounts', async (c) => {
      const rows = await deps.db.reports
        .select({
          id: accounts.id,
          name: accounts.name,
          basicId: accounts.basicId,
          source: accounts.source,
          disconnectedAt: accounts.disconnectedAt,
        })
        .from(accounts)
        .orderBy(asc(accounts.createdAt), asc(accounts.id))
      const { grants } = c.get('me')
      const mode = isRehearsal(deps.settings) ? 'test' : 'live'
      return c.json(
        { accounts: rows.filter(({ id }) => grantIn(grants, id)).map((row) => ({ ...row, mode }) as const) },
        200,
      )
    })
    .post('/accounts', validated('json', newAccountSchema), async (c) =>
      c.json(await addAccount(deps, c.get('me'), c.req.valid('json')), 200),
    )

export type AccountRoutes = ReturnType<typeof accountRoutes>
