import { forms } from '../../db/schema/index.ts'
import { isConnected } from '../accounts/connected.ts'
import type { Deps } from '../deps.ts'
import { hasChannel, type Settings } from '../settings.ts'

/** `auto`: on while neither the environment nor an account made in the dashboard has a real channel. */
export async function simulatorIsOn(deps: Deps): Promise<boolean> {
  const { MUSUBI_SIMULATOR } = deps.settings
  return MUSUBI_SIMULATOR === 'auto' ? !(await isConnected(deps)) : MUSUBI_SIMULATOR === 'on'
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
