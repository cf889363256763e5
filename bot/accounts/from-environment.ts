import { eq } from 'drizzle-orm'
import { accounts } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** @throws conflict for the account of the environment: the next start would undo the change */
export async function ofDashboardOnly({ db, account }: StaffScope): Promise<void> {
  const row = await db.orm.select({ source: accounts.source }).from(accounts).where(eq(accounts.id, account.id)).get()
  if (row?.source === 'environment')
    throw conflict('This account is written by the settings of the server', { reason: 'environment' })
}
