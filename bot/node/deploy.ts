import { fileURLToPath } from 'node:url'
import { loadAccount } from '../accounts/load.ts'
import { learnBots } from '../accounts/learn-bot.ts'
import { writeMainAccount } from '../accounts/write-main.ts'
import { loadDemo } from '../demo/load.ts'
import { loadTaste } from '../demo/load-taste.ts'
import { findAllMenus } from '../rich-menus/find.ts'
import { scopeOf } from '../scope.ts'
import { readSettings, SettingsError } from '../settings.ts'
import { ensureFirstOwner } from '../staff/first-owner.ts'
import { createDeps } from './deps.ts'
import { greet } from './greet.ts'
import { accountOfSettings } from './main-account.ts'

// What a start does on Node, done once from here before a Worker is deployed: migrations, account `main`, the first owner.
const settings = readSettings(process.env)
if (settings.DATABASE_URL.startsWith('file:'))
  throw new SettingsError('DATABASE_URL must name the remote libSQL database of the Worker')
if (!settings.MUSUBI_SECRET)
  throw new SettingsError('MUSUBI_SECRET must be set: the same 64 hex digits that the Worker has as a secret')
const deps = await createDeps(settings, fileURLToPath(new URL('../..', import.meta.url)))
await writeMainAccount(deps, accountOfSettings(settings))
await learnBots(deps)
await findAllMenus(deps)
const account = await loadAccount(deps, 'main')
if (account && settings.MUSUBI_DEMO === 'on') {
  const scope = scopeOf(deps, account, { kind: 'system' })
  await loadDemo(scope)
  await loadTaste(scope, {})
}
await greet(deps, { owner: await ensureFirstOwner(deps), simulatorOn: false })
await deps.close()
