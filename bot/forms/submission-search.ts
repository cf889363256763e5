import { and, eq, ne, or, sql, type SQL } from 'drizzle-orm'
import { answers, formVersions, forms, friends, submissions } from '../../db/schema/index.ts'
import { belongsTo, containsText } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { comparable } from './kinds/plain.ts'
import { isPersonal } from './personal.ts'
import type { SubmissionFilters } from './staff-contract.ts'

const matchingOptionsMax = 100

/** The filters as conditions on the rows of `submissionRows`, to be joined by AND. */
export async function conditionsOf(
  scope: StaffScope,
  { form, state, review, q }: SubmissionFilters,
): Promise<(SQL | undefined)[]> {
  const { db, account } = scope
  const formId = db.reports
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.key, form ?? '')))
  return [
    form === undefined ? undefined : eq(submissions.formId, sql`(${formId})`),
    // What was changed since is reached from the newer one.
    state === 'all' ? ne(submissions.state, 'replaced') : eq(submissions.state, state),
    review && eq(submissions.review, review),
    q ? await matches(scope, q) : undefined,
  ]
}

/** Found in the answers' words, in the friend's name or UID, or as the receipt number (`138`, `#0138`). */
async function matches(scope: StaffScope, q: string): Promise<SQL | undefined> {
  const { db, account } = scope
  const options = await optionsNamed(scope, q)
  const chosen = options.map(({ formId, question, option }) =>
    and(
      eq(answers.formId, formId),
      eq(answers.questionKey, question),
      or(
        eq(answers.valueText, option),
        sql`exists (select 1 from json_each(${answers.valueJson}) where value = ${option})`,
      ),
    ),
  )
  const answered = db.reports
    .select({ one: sql`1` })
    .from(answers)
    .where(
      and(
        eq(answers.submissionId, submissions.id),
        belongsTo(answers.accountId, account.id),
        scope.actor.seesPersonal ? undefined : await isNotPersonal(scope),
        or(containsText(answers.valueText, q), inParts(q), ...asCompared(q), ...chosen),
      ),
    )
  const number = /^#?0*(\d{1,9})$/.exec(q)?.[1]
  return or(
    sql`exists ${answered}`,
    scope.actor.seesPersonal ? containsText(friends.displayName, q) : undefined,
    containsText(submissions.uid, q),
    number === undefined ? undefined : eq(submissions.number, Number(number)),
  )
}

/** What is masked is not found by either: answers to questions that are personal in any version of their form. */
async function isNotPersonal({ db, account }: StaffScope): Promise<SQL> {
  const versions = await db.reports
    .select({ formId: formVersions.formId, definition: formVersions.definition })
    .from(formVersions)
    .where(eq(formVersions.accountId, account.id))
  const places = versions.flatMap(({ formId, definition }) =>
    definition.questions.filter(isPersonal).map(({ key }) => `${formId} ${key}`),
  )
  return sql`not exists (select 1 from json_each(${JSON.stringify(places)})
    where json_each.value = ${answers.formId} || ' ' || ${answers.questionKey})`
}

/** Names and addresses are compared in one width and without spaces. */
function asCompared(q: string): SQL[] {
  const compared = comparable(q)
  return compared === '' || compared === q ? [] : [containsText(answers.valueText, compared)]
}

/** In a part of a value that has parts, as it was given: a name, an address, what was typed as a date. */
const inParts = (q: string): SQL =>
  sql`exists (select 1 from json_each(${answers.valueJson}) where ${containsText(sql`value`, q)})`

/** Options whose label holds the text: answers store keys, people search for words. */
async function optionsNamed({ db, account }: StaffScope, q: string) {
  const versions = await db.reports
    .select({ formId: formVersions.formId, definition: formVersions.definition })
    .from(formVersions)
    .where(eq(formVersions.accountId, account.id))
  const wanted = q.toLowerCase()
  return versions
    .flatMap(({ formId, definition }) =>
      definition.questions.flatMap((question) =>
        ('options' in question ? question.options : [])
          .filter(({ label }) => `${label.ja}\n${label.en ?? ''}`.toLowerCase().includes(wanted))
          .map((option) => ({ formId, question: question.key, option: option.key })),
      ),
    )
    .slice(0, matchingOptionsMax)
}
