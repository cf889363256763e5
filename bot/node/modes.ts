import { and, eq, isNotNull } from 'drizzle-orm'
import { accounts, forms } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { hasChannel, type Settings } from '../settings.ts'

/** `auto`: on while neither the environment nor an account made in the dashboard has a real channel. */
export async function simulatorIsOn({ settings, db }: Deps): Promise<boolean> {
  if (settings.MUSUBI_SIMULATOR !== 'auto') return settings.MUSUBI_SIMULATOR === 'on'
  if (hasChannel(settings)) return false
  const connected = await db.orm
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.source, 'dashboard'), isNotNull(accounts.channelId)))
    .get()
  return connected === undefined
}

/** A database without a form is new, also when its first start died before the demo was in. */
export async function hasForms({ db }: Deps): Promise<boolean> {
  return (await db.orm.select({ id: forms.id }).from(forms).limit(1).get()) !== undefined
}

/** `auto`: into a new database while no channel is set; `on`: at each start, which changes nothing twice. */
export function wantsDemo(settings: Settings, { isNew }: { isNew: boolean }): boolean {
  if (settings.MUSUBI_DEMO !== 'auto') return settings.MUSUBI_DEMO === 'on'
  return isNew && !hasChannel(settings)
}
