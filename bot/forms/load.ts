import { sql } from 'drizzle-orm'
import { preparedOn } from '../../db/prepared.ts'
import { answers, forms, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Answers, Earlier, FormDefinition, Opening } from './contract.ts'
import { definitionOf } from './definition.ts'
import { valueIn, type AnswerColumns, type Draft } from './draft.ts'
import { openingOf } from './opening.ts'
import { placesTaken } from './places.ts'
import { todayInJapan } from './today.ts'

/** Whether a person answers once, once with changes afterwards, or as often as they like. */
export type Repeat = 'once' | 'edit' | 'many'

/** What a person may do about a finished submission of a form. */
export const moreOf: Record<Repeat, Earlier['more']> = { once: 'no', edit: 'change', many: 'again' }

/** A form with its current version, as people get it. */
export interface OpenForm {
  id: string
  key: string
  state: 'open' | 'closed'
  opening: Opening
  repeat: Repeat
  version: number
  definition: FormDefinition
}

/** What decides whether a form takes answers; counted only where there is a limit. */
export const openingColumns = {
  formState: forms.state,
  opensAt: forms.opensAt,
  closesAt: forms.closesAt,
  capacity: forms.capacity,
  waitingList: forms.waitingList,
  repeat: forms.repeat,
  finished: sql<number>`case when ${forms.capacity} is null then 0 else ${placesTaken(sql`${forms.id}`)} end`,
}

const formColumns = {
  id: forms.id,
  key: forms.key,
  version: forms.version,
  ...openingColumns,
}

interface OpeningRow {
  formState: 'open' | 'closed'
  opensAt: number | null
  closesAt: number | null
  capacity: number | null
  waitingList: boolean
  repeat: Repeat
  finished: number
}
type FormRow = Omit<OpenForm, 'state' | 'opening' | 'definition'> & OpeningRow

async function formOf({ db, clock }: Scope, row: FormRow): Promise<OpenForm> {
  const { id, key, version, formState, repeat } = row
  const definition = await definitionOf(db, id, version)
  const opening = openingOf({ ...row, state: formState }, row.finished, clock())
  return { id, key, state: formState, opening, repeat, version, definition }
}

/** The form of a key; undefined when the account has none. */
export async function formByKey(scope: Scope, key: string): Promise<OpenForm | undefined> {
  const row = await queriesOf(scope.db).byKey.get({ accountId: scope.account.id, key })
  return row && formOf(scope, row)
}

/** The form that a folded keyword starts in the chat; it may be closed. */
export async function formByKeyword(scope: Scope, folded: string): Promise<OpenForm | undefined> {
  const row = await queriesOf(scope.db).byKeyword.get({ accountId: scope.account.id, keyword: folded })
  return row && formOf(scope, row)
}

/** A person's open draft of a form. */
export async function openDraft(scope: Scope, { formId, uid }: { formId: string; uid: string }): Promise<Draft | null> {
  const row = await queriesOf(scope.db).draftOf.get({ accountId: scope.account.id, formId, uid })
  return row ? draftFrom(scope, row) : null
}

/** A submission by its id, of this account; whose it is must be checked by the caller. */
export async function draftById(scope: Scope, id: string): Promise<Draft | null> {
  const row = await queriesOf(scope.db).draftById.get({ accountId: scope.account.id, id })
  return row ? draftFrom(scope, row) : null
}

const draftFrom = async ({ db, clock }: Scope, row: DraftRow): Promise<Draft> =>
  draftOf(row, await definitionOf(db, row.formId, row.version), clock())

/** Columns of a submission with its form and all its answers in one row: one round trip. The definition is kept in memory (`definitionOf`). */
export const draftColumns = {
  id: submissions.id,
  formId: submissions.formId,
  formKey: forms.key,
  version: submissions.version,
  uid: submissions.uid,
  state: submissions.state,
  revision: submissions.revision,
  number: submissions.number,
  replaces: submissions.replaces,
  replacesNumber: sql<number | null>`(select old.number from submissions old where old.id = ${submissions.replaces})`,
  hasRules: sql<number>`${forms.rules} <> '[]'`,
  confirmation: forms.confirmation,
  place: submissions.place,
  cancelUntil: forms.cancelUntil,
  startedAt: submissions.startedAt,
  updatedAt: submissions.updatedAt,
  skipped: submissions.skipped,
  hidden: submissions.hidden,
  known: submissions.known,
  given: sql<string>`(select json_group_array(json_array(${answers.questionKey}, ${answers.valueText}, ${answers.valueNumber}, json(${answers.valueJson})))
    from ${answers} where ${answers.submissionId} = ${submissions.id})`,
  ...openingColumns,
}

/** A row of `draftColumns`. */
export interface DraftRow
  extends
    OpeningRow,
    Pick<
      Draft,
      | 'id'
      | 'formId'
      | 'formKey'
      | 'version'
      | 'uid'
      | 'state'
      | 'revision'
      | 'number'
      | 'hidden'
      | 'known'
      | 'updatedAt'
      | 'confirmation'
      | 'place'
      | 'cancelUntil'
    > {
  hasRules: number
  replaces: string | null
  replacesNumber: number | null
  startedAt: number
  skipped: string[]
  given: string
}

/** Puts a row of `draftColumns` together as it stands at a moment. */
export function draftOf(row: DraftRow, definition: FormDefinition, now: number): Draft {
  // Who changes what is finished takes no new place.
  const capacity = row.replaces === null ? row.capacity : null
  const opening = openingOf({ ...row, state: row.formState, capacity }, row.finished, now)
  return {
    id: row.id,
    formId: row.formId,
    formKey: row.formKey,
    formState: opening.kind === 'open' ? 'open' : 'closed',
    opening,
    capacity,
    place: row.place,
    cancelUntil: row.cancelUntil,
    more: moreOf[row.repeat],
    version: row.version,
    uid: row.uid,
    definition,
    state: row.state,
    revision: row.revision,
    number: row.number,
    replaces: row.replaces === null ? null : { id: row.replaces, number: row.replacesNumber ?? 0 },
    hasRules: row.hasRules === 1,
    confirmation: row.confirmation,
    updatedAt: row.updatedAt,
    answers: answersIn(row),
    hidden: row.hidden,
    known: row.known,
    day: todayInJapan(row.startedAt),
  }
}

function answersIn({ skipped, given }: DraftRow): Answers {
  const all: Answers = Object.fromEntries(skipped.map((key) => [key, null]))
  for (const [key, valueText, valueNumber, valueJson] of JSON.parse(given) as [
    string,
    string | null,
    number | null,
    AnswerColumns['valueJson'],
  ][]) {
    all[key] = valueIn({ valueText, valueNumber, valueJson })
  }
  return all
}

/** A form that was never published is staff's alone. */
const isPublished = sql`${forms.version} > 0`

const queriesOf = preparedOn((orm) => {
  const drafts = () =>
    orm
      .select(draftColumns)
      .from(submissions)
      .innerJoin(forms, sql`${forms.id} = ${submissions.formId}`)
  const published = () => orm.select(formColumns).from(forms)
  return {
    byKey: published()
      .where(
        sql`${forms.accountId} = ${sql.placeholder('accountId')} and ${forms.key} = ${sql.placeholder('key')} and ${isPublished}`,
      )
      .prepare(),
    byKeyword: published()
      .where(
        sql`${forms.accountId} = ${sql.placeholder('accountId')} and ${forms.keyword} = ${sql.placeholder('keyword')} and ${isPublished}`,
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
})
