import { eq } from 'drizzle-orm'
import { loadAccount } from '../../../bot/accounts/load.ts'
import { writeMainAccount } from '../../../bot/accounts/write-main.ts'
import { loadDemo } from '../../../bot/demo/load.ts'
import { publishForm } from '../../../bot/forms/publish.ts'
import { createDeps } from '../../../bot/node/deps.ts'
import { accountOfSettings } from '../../../bot/node/main-account.ts'
import { secretOf } from '../../../bot/node/secret.ts'
import { scopeOf } from '../../../bot/scope.ts'
import { readSettings } from '../../../bot/settings.ts'
import { ensureFirstOwner } from '../../../bot/staff/first-owner.ts'
import { accounts, formVersions, forms, staff } from '../../../db/schema/index.ts'
import { owner, type Found } from './make.ts'
import { tasting, yearly } from './survey.ts'

// What is little is made by the product's own verbs, in a process of its own: what fills the file afterwards has to be
// alone with it. Prints what the next steps need.
const [, , file = '', root = ''] = process.argv
const settings = readSettings({
  DATABASE_URL: `file:${file}`,
  DATABASE_SYNCHRONOUS: 'NORMAL',
  STAFF_EMAIL: owner.email,
  STAFF_PASSWORD: owner.password,
})
settings.MUSUBI_SECRET = secretOf(settings)
const deps = await createDeps(settings, root)
await writeMainAccount(deps, accountOfSettings(settings))
const at = deps.clock()
await deps.db.orm
  .insert(accounts)
  .values({ id: 'other', name: '喫茶むすび 二号店', source: 'dashboard', createdAt: at, updatedAt: at })
const scope = scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' })
await loadDemo(scope)
await publishForm(scope, { key: 'yearly', definition: yearly })
await publishForm(scope, { key: 'tasting', definition: tasting })
await ensureFirstOwner(deps)
const [first] = await deps.db.orm.select({ id: staff.id }).from(staff)
const made = await deps.db.orm
  .select({ id: forms.id, key: forms.key, version: forms.version, definition: formVersions.definition })
  .from(forms)
  .innerJoin(formVersions, eq(formVersions.formId, forms.id))
await deps.close()
const result: Found = { staffId: first!.id, forms: made }
process.stdout.write(JSON.stringify(result))
process.exit(0)
