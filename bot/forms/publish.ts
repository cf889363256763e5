import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { build, statement } from '../../db/database.ts'
import { formVersions, forms } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { formDefinitionSchema, type FormDefinition } from './contract.ts'
import { fold } from './read.ts'

/**
 * Publishes a definition under a form's key: the first time it makes the form, afterwards a new version, unless the
 * newest one is the same already. Drafts go on in the version that they were begun in.
 * @throws MusubiError invalid when the definition breaks the contract
 */
export async function publishForm(
  scope: Scope,
  { key, keyword, definition }: { key: string; keyword?: string; definition: FormDefinition },
): Promise<{ formId: string; version: number }> {
  const checked = v.safeParse(formDefinitionSchema, definition)
  if (!checked.success) throw invalid(`The form ${key} cannot be published: ${v.summarize(checked.issues)}`)
  const { db, clock, account } = scope
  const existing = await db.orm
    .select({ id: forms.id, version: forms.version, keyword: forms.keyword, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, sql`${formVersions.formId} = ${forms.id} and ${formVersions.version} = ${forms.version}`)
    .where(sql`${forms.accountId} = ${account.id} and ${forms.key} = ${key}`)
    .get()
  const folded = keyword === undefined ? null : fold(keyword)
  const isSame = JSON.stringify(existing?.definition) === JSON.stringify(checked.output)
  if (existing && isSame && existing.keyword === folded) {
    return { formId: existing.id, version: existing.version }
  }
  const now = clock()
  const formId = existing?.id ?? scope.ids()
  const version = (existing?.version ?? 0) + 1
  const row = { keyword: folded, version, updatedAt: now }
  await db.write([
    existing
      ? statement(build.update(forms).set(row).where(eq(forms.id, formId)))
      : statement(
          build.insert(forms).values({ id: formId, accountId: account.id, key, state: 'open', createdAt: now, ...row }),
        ),
    statement(
      build
        .insert(formVersions)
        .values({ formId, version, accountId: account.id, definition: checked.output, publishedAt: now }),
    ),
  ])
  return { formId, version }
}
