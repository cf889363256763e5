import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { answers, formVersions, forms, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Answers, FormDefinition } from './contract.ts'
import { valueIn, type Draft } from './draft.ts'

/** A form with its current version, as people get it. */
export interface OpenForm {
  id: string
  key: string
  state: 'open' | 'closed'
  version: number
  definition: FormDefinition
}

const currentVersion = sql`${formVersions.formId} = ${forms.id} and ${formVersions.version} = ${forms.version}`
const formColumns = {
  id: forms.id,
  key: forms.key,
  state: forms.state,
  version: forms.version,
  definition: formVersions.definition,
}

/** The form of a key; undefined when the account has none. */
export function formByKey(scope: Scope, key: string): Promise<OpenForm | undefined> {
  return scope.db.orm
    .select(formColumns)
    .from(forms)
    .innerJoin(formVersions, currentVersion)
    .where(sql`${forms.accountId} = ${scope.account.id} and ${forms.key} = ${key}`)
    .get()
}

/** The form that a folded keyword starts in the chat; it may be closed. */
export function formByKeyword(scope: Scope, folded: string): Promise<OpenForm | undefined> {
  return queriesOf(scope.db).byKeyword.get({ accountId: scope.account.id, keyword: folded })
}

/** A person's open draft of a form. */
export async function openDraft(scope: Scope, { formId, uid }: { formId: string; uid: string }): Promise<Draft | null> {
  const row = await queriesOf(scope.db).draftOf.get({ accountId: scope.account.id, formId, uid })
  return row ? draftOf(row) : null
}

/** A submission by its id, of this account; whose it is must be checked by the caller. */
export async function draftById(scope: Scope, id: string): Promise<Draft | null> {
  const row = await queriesOf(scope.db).draftById.get({ accountId: scope.account.id, id })
  return row ? draftOf(row) : null
}

/** Columns of a submission with its form and all its answers in one row: one round trip. */
export const draftColumns = {
  id: submissions.id,
  formId: submissions.formId,
  formKey: forms.key,
  formState: forms.state,
  version: submissions.version,
  uid: submissions.uid,
  definition: formVersions.definition,
  state: submissions.state,
  revision: submissions.revision,
  number: submissions.number,
  skipped: submissions.skipped,
  given: sql<string>`(select json_group_array(json_array(${answers.questionKey}, ${answers.valueText}, ${answers.valueNumber}, json(${answers.valueJson})))
    from ${answers} where ${answers.submissionId} = ${submissions.id})`,
}

type DraftRow = Omit<Draft, 'answers'> & { skipped: string[]; given: string }

/** Puts a row of `draftColumns` together. */
export function draftOf({ skipped, given, ...row }: DraftRow): Draft {
  const all: Answers = Object.fromEntries(skipped.map((key) => [key, null]))
  for (const [key, valueText, valueNumber, valueJson] of JSON.parse(given) as [
    string,
    string | null,
    number | null,
    string[] | null,
  ][]) {
    all[key] = valueIn({ valueText, valueNumber, valueJson })
  }
  return { ...row, answers: all }
}

const prepare = (db: Database) => {
  const drafts = () =>
    db.orm
      .select(draftColumns)
      .from(submissions)
      .innerJoin(forms, sql`${forms.id} = ${submissions.formId}`)
      .innerJoin(
        formVersions,
        sql`${formVersions.formId} = ${submissions.formId} and ${formVersions.version} = ${submissions.version}`,
      )
  return {
    byKeyword: db.orm
      .select(formColumns)
      .from(forms)
      .innerJoin(formVersions, currentVersion)
      .where(
        sql`${forms.accountId} = ${sql.placeholder('accountId')} and ${forms.keyword} = ${sql.placeholder('keyword')}`,
      )
      .prepare(),
    draftOf: drafts()
      .where(
        sql`${submissions.formId} = ${sql.placeholder('formId')} and ${submissions.state} = 'draft' and ${submissions.friendSeq} =
          (select seq from friends where account_id = ${sql.placeholder('accountId')} and uid = ${sql.placeholder('uid')})`,
      )
      .prepare(),
    draftById: drafts()
      .where(
        sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.accountId} = ${sql.placeholder('accountId')}`,
      )
      .prepare(),
  }
}

// Built once for each open database: building costs five times what running does.
const prepared = new WeakMap<Database, ReturnType<typeof prepare>>()

function queriesOf(db: Database): ReturnType<typeof prepare> {
  const known = prepared.get(db)
  if (known) return known
  const made = prepare(db)
  prepared.set(db, made)
  return made
}
