import { and, isNull, sql } from 'drizzle-orm'
import { loadAccount } from '../../../bot/accounts/load.ts'
import { keepMissingWords } from '../../../bot/forms/keep-missing-words.ts'
import { planCounts } from '../../../bot/insights/plan.ts'
import { enqueue } from '../../../bot/jobs/enqueue.ts'
import { jobKinds } from '../../../bot/jobs/kinds.ts'
import { runDueJobs } from '../../../bot/jobs/run.ts'
import { createDeps } from '../../../bot/node/deps.ts'
import { secretOf } from '../../../bot/node/secret.ts'
import { scopeOf } from '../../../bot/scope.ts'
import { readSettings } from '../../../bot/settings.ts'
import { accounts, forms, submissions } from '../../../db/schema/index.ts'

// What the product keeps beside its rows, for searches and figures: made by the product's own jobs, as after an upgrade.
const [, , file = '', root = ''] = process.argv
const settings = readSettings({ DATABASE_URL: `file:${file}`, DATABASE_SYNCHRONOUS: 'NORMAL' })
settings.MUSUBI_SECRET = secretOf(settings)
const deps = await createDeps(settings, root)

/** Jobs that make something anew from the rows; members belong to the workspace, so one account asks for them. */
const rebuilding = ['friends.fill-search', 'forms.recount'].filter((kind) => kind in jobKinds)
for (const { id } of await deps.db.orm.select({ id: accounts.id }).from(accounts)) {
  const scope = scopeOf(deps, (await loadAccount(deps, id))!, { kind: 'system' })
  const kinds = id === 'main' ? [...rebuilding, 'customers.fill-search'] : rebuilding
  await deps.db.write(kinds.map((kind) => enqueue(scope, { kind, key: `rebuild ${id}`, payload: { after: 0 } })))
}
await deps.db.orm.update(forms).set({
  lastNumber: sql`coalesce((select max(number) from submissions where submissions.form_id = forms.id), 0)`,
})
await planCounts(deps)
while ((await runDueJobs(deps)) > 0);
while (await hasWordless()) await keepMissingWords(deps)
await deps.close()
process.exit(0)

async function hasWordless(): Promise<boolean> {
  const wordless = and(sql`${submissions.state} = 'finished'`, isNull(submissions.wordsSeq))
  return (
    (await deps.db.orm.select({ id: submissions.id }).from(submissions).where(wordless).limit(1).get()) !== undefined
  )
}
