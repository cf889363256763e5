import { and, eq, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { formDrafts, forms, formVersions } from '../../db/schema/index.ts'
import { conflict, invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { findMenusSoon } from '../rich-menus/find.ts'
import { isForeign } from '../rich-menus/contract.ts'
import { formRulesSchema, type FormRule } from '../rules/contract.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { formDefinitionSchema, type FormDefinition } from './contract.ts'
import { changesOf } from './definition-changes.ts'
import { problemsOf } from './definition-problems.ts'
import type { FormSettingsDraft } from './edit-contract.ts'
import { editedForm, type EditedForm } from './edited-form.ts'
import { pictureProblems } from './pictures/named.ts'
import { error } from './problem-contract.ts'
import { fold } from './meant/fold.ts'
import { isSameStore } from './same-store.ts'
import { changed } from './save-draft.ts'

/** An entry of the audit is for reading; all of it stands in the versions. */
const auditedMax = 100

/**
 * Publishes the draft: its definition as a new version, where that is different, and its settings for all versions. Who is
 * in the middle of answering stays in the version they began. The first time it also opens the form.
 * @param revision of the draft as it was looked at
 * @throws invalid with the problems at their fields; conflict when the draft or the form has changed since, or the keyword is taken
 */
export async function publishDraft(scope: StaffScope, key: string, revision: number): Promise<{ version: number }> {
  const form = await editedForm(scope, key)
  const { id, published, draft: row } = form
  if (!row || row.revision !== revision || row.basedOn !== form.version) throw changed()
  const { draft } = row
  const problems = [
    ...problemsOf(draft),
    ...kindProblems(published.definition, draft.definition),
    ...(await pictureProblems(scope, draft.definition)),
  ]
  if (problems.length > 0) throw invalid(`The form ${key} cannot be published`, { problems })
  const { settings } = draft
  const rules = v.parse(formRulesSchema, draft.rules)
  const keyword = settings.keyword === null ? null : fold(settings.keyword)
  if (await isTaken(scope, id, keyword)) throw conflict('Another form has this keyword', { reason: 'keyword_taken' })
  const definition = v.parse(formDefinitionSchema, draft.definition)
  const isFirst = form.version === 0
  const isNew = isFirst || JSON.stringify(definition) !== JSON.stringify(published.definition)
  const version = form.version + (isNew ? 1 : 0)
  const detail = {
    key,
    before: { version: form.version, ...published.settings },
    after: { version, ...settings },
    changes: changesOf(published, { definition, settings, rules }).slice(0, auditedMax),
  }
  await writeTogether(scope, [
    must(
      settingsStatement(scope, form, {
        ...settings,
        rules,
        keyword,
        keywordText: settings.keyword,
        version,
        ...(isFirst && { state: 'open' }),
      }),
    ),
    ...(isNew ? [versionStatement(scope, { formId: id, version, definition })] : []),
    // Another tool may have brought it since we last looked.
    ...(showsForeignMenu(rules) ? [findMenusSoon(scope)] : []),
    must(statement(build.delete(formDrafts).where(and(eq(formDrafts.formId, id), eq(formDrafts.revision, revision))))),
    auditStatement(scope, 'form.published', id, detail),
  ])
  return { version }
}

const showsForeignMenu = (rules: FormRule[]) =>
  rules.some(({ deeds }) => deeds.some((deed) => deed.do === 'show_menu' && isForeign(deed.menu ?? '')))

/** The answers that were given keep their meaning only while what is kept under a key stays what it was. */
const kindProblems = (before: FormDefinition, after: FormDefinition) =>
  after.questions.flatMap(({ key, kind }, at) =>
    before.questions.some((old) => old.key === key && !isSameStore(old.kind, kind))
      ? [error(`questions.${at}.kind`, 'invalid')]
      : [],
  )

export async function isTaken({ db, account }: StaffScope, formId: string, keyword: string | null): Promise<boolean> {
  if (keyword === null) return false
  const other = await db.orm
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.keyword, keyword), ne(forms.id, formId)))
    .get()
  return other !== undefined
}

const settingsStatement = (
  { clock, account }: StaffScope,
  form: EditedForm,
  set: FormSettingsDraft & { rules: FormRule[]; version: number; keywordText: string | null; state?: 'open' },
): Statement =>
  statement(
    build
      .update(forms)
      .set({ ...set, updatedAt: clock() })
      .where(and(eq(forms.id, form.id), eq(forms.accountId, account.id), eq(forms.version, form.version))),
  )

const versionStatement = (
  { account, actor, clock }: StaffScope,
  row: { formId: string; version: number; definition: FormDefinition },
): Statement =>
  statement(
    build
      .insert(formVersions)
      .values({ ...row, accountId: account.id, publishedAt: clock(), publishedBy: actor.staffId }),
  )
