import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { build, statement } from '../../db/database.ts'
import { formVersions, forms } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { formRulesSchema, type FormRule } from '../rules/contract.ts'
import { formDefinitionSchema, type FormDefinition } from './contract.ts'
import type { FormSettingsDraft } from './edit-contract.ts'
import { fold } from './meant/fold.ts'

/** What of a form is set beside its definition; what is left out stays as it is. */
export type FormSettings = Partial<Omit<FormSettingsDraft, 'keyword'>>

/**
 * Publishes a definition under a form's key: the first time it makes the form, afterwards a new version, unless the
 * newest one is the same already. Drafts go on in the version that they were begun in; settings count for all of them.
 * @throws MusubiError invalid when the definition breaks the contract or the settings each other
 */
export async function publishForm(
  scope: Scope,
  {
    key,
    keyword,
    definition,
    settings = {},
    rules,
  }: { key: string; keyword?: string; definition: FormDefinition; settings?: FormSettings; rules?: FormRule[] },
): Promise<{ formId: string; version: number }> {
  const checked = v.safeParse(formDefinitionSchema, definition)
  if (!checked.success) throw invalid(`The form ${key} cannot be published: ${v.summarize(checked.issues)}`)
  const { db, clock, account } = scope
  const existing = await db.orm
    .select({ form: forms, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, sql`${formVersions.formId} = ${forms.id} and ${formVersions.version} = ${forms.version}`)
    .where(sql`${forms.accountId} = ${account.id} and ${forms.key} = ${key}`)
    .get()
  const isSame = JSON.stringify(existing?.definition) === JSON.stringify(checked.output)
  const now = clock()
  const formId = existing?.form.id ?? scope.ids()
  const version = (existing?.form.version ?? 0) + (isSame ? 0 : 1)
  const words = { keyword: keyword === undefined ? null : fold(keyword), keywordText: keyword ?? null }
  const row = { ...words, version, ...settings, ...(rules && { rules: v.parse(formRulesSchema, rules) }) }
  checkSettings(key, { ...existing?.form, ...settings })
  if (existing && isAlready(existing.form, row)) return { formId, version }
  await db.write([
    existing
      ? statement(
          build
            .update(forms)
            .set({ ...row, updatedAt: now })
            .where(eq(forms.id, formId)),
        )
      : statement(
          build
            .insert(forms)
            .values({ id: formId, accountId: account.id, key, state: 'open', createdAt: now, updatedAt: now, ...row }),
        ),
    ...(isSame
      ? []
      : [
          statement(
            build
              .insert(formVersions)
              .values({ formId, version, accountId: account.id, definition: checked.output, publishedAt: now }),
          ),
        ]),
  ])
  return { formId, version }
}

const isAlready = (form: Record<string, unknown>, row: Record<string, unknown>) =>
  Object.entries(row).every(([name, value]) => JSON.stringify(form[name]) === JSON.stringify(value))

function checkSettings(key: string, { opensAt, closesAt, capacity }: FormSettings): void {
  const no = (what: string) => invalid(`The form ${key} cannot be published: ${what}`)
  if (opensAt != null && closesAt != null && closesAt <= opensAt) throw no('it would end before it begins')
  if (capacity != null && (!Number.isInteger(capacity) || capacity < 1)) throw no('its capacity is not a whole number')
}
