import { and, asc, eq } from 'drizzle-orm'
import { forms, formVersions } from '../../../db/schema/index.ts'
import { notFound } from '../../errors.ts'
import { answersSchema, fieldsOf } from './fields.ts'
import type { ApiReader } from './submissions.ts'

type Row = Awaited<ReturnType<typeof formRows>>[number]

/** The account's forms, by key. */
export async function formsForApi(reader: ApiReader) {
  return { data: (await formRows(reader)).map(formForApi) }
}

/**
 * One form with the types of its answers.
 * @throws not_found also for one of another account
 */
export async function formDetailForApi(reader: ApiReader, key: string) {
  const [row] = await formRows(reader, key)
  if (!row) throw notFound('The form')
  const { definition } = row
  return {
    ...formForApi(row),
    answers_schema: answersSchema(definition),
    personal: fieldsOf(definition).flatMap((field) => (field.personal ? [field.key] : [])),
    definition,
  }
}

const formForApi = ({ key, definition, state, version, updatedAt }: Row) => ({
  key,
  title: definition.title,
  state,
  version,
  updated_at: new Date(updatedAt).toISOString(),
})

const formRows = ({ db, account }: ApiReader, key?: string) =>
  db.reports
    .select({
      ...{ key: forms.key, state: forms.state, version: forms.version, updatedAt: forms.updatedAt },
      definition: formVersions.definition,
    })
    .from(forms)
    .innerJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .where(and(eq(forms.accountId, account.id), key === undefined ? undefined : eq(forms.key, key)))
    .orderBy(asc(forms.key))
