import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { formDrafts, formPictures, formVersions } from '../../../db/schema/index.ts'
import type { Scope } from '../../scope.ts'
import type { FormDefinition } from '../contract.ts'
import { error, type DefinitionProblem } from '../problem-contract.ts'

/** Every picture of a definition, at the field that names it. */
export const picturesIn = ({ questions }: FormDefinition): { path: string; id: string }[] =>
  questions.flatMap((question, at) =>
    question.kind !== 'single_choice' && question.kind !== 'multiple_choice' && question.kind !== 'order'
      ? []
      : question.options.flatMap(({ picture }, option) =>
          picture === undefined ? [] : [{ path: `questions.${at}.options.${option}.picture`, id: picture }],
        ),
  )

/** Pictures that the account does not have: gone, or somebody else's. */
export async function pictureProblems(
  { db, account }: Pick<Scope, 'db'> & { account: { id: string } },
  definition: FormDefinition,
): Promise<DefinitionProblem[]> {
  const named = picturesIn(definition)
  if (named.length === 0) return []
  const ids = sql`(select value from json_each(${JSON.stringify(named.map(({ id }) => id))}))`
  const rows = await db.orm
    .select({ id: formPictures.id })
    .from(formPictures)
    .where(and(eq(formPictures.accountId, account.id), inArray(formPictures.id, ids)))
  const known = new Set(rows.map(({ id }) => id))
  return named.filter(({ id }) => !known.has(id)).map(({ path }) => error(path, 'picture_unknown'))
}

/**
 * The forms of its account that name a picture in a draft or a version; a form that was copied names those of the first one.
 * Ids are looked for in the text: they are unlike anything else in it, and definitions are long.
 */
export const formsNaming = (
  accountId: string,
): SQL => sql`select form_id from ${formDrafts} where account_id = ${accountId} and instr(draft, ${formPictures.id}) > 0
  union all select form_id from ${formVersions} where account_id = ${accountId} and instr(definition, ${formPictures.id}) > 0`
