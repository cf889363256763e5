import { asc } from 'drizzle-orm'
import { Hono } from 'hono'
import { accounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { StaffEnv } from '../http/staff-door.ts'

/** The accounts that staff may switch between; for now everybody sees all of them. */
export const accountRoutes = (deps: Deps) =>
  new Hono<StaffEnv>().get('/accounts', async (c) => {
    const rows = await deps.db.reports
      .select({ id: accounts.id, name: accounts.name, basicId: accounts.basicId, source: accounts.source })
      .from(accounts)
      .orderBy(asc(accounts.createdAt), asc(accounts.id))
    return c.json({ accounts: rows }, 200)
  })

export type AccountRoutes = ReturnType<typeof accountRoutes>
