import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { formVersions } from '../../db/schema/index.ts'
import type { FormDefinition } from './contract.ts'

/** More versions than this are in use nowhere at once; then the memory starts anew. */
const keptMax = 200

const known = new WeakMap<Database, Map<string, FormDefinition>>()

/**
 * The definition of a form version. A published one never changes, so it is read once by each process: it is long, and
 * reading it costs more than everything else that a turn of the chat reads.
 * @throws when there is no such version
 */
export async function definitionOf(db: Database, formId: string, version: number): Promise<FormDefinition> {
  const key = `${formId} ${version}`
  const kept = keptIn(db)
  const definition = kept.get(key) ?? (await readDefinition(db, formId, version))
  if (kept.size >= keptMax) kept.clear()
  kept.set(key, definition)
  return definition
}

function keptIn(db: Database): Map<string, FormDefinition> {
  let kept = known.get(db)
  if (!kept) known.set(db, (kept = new Map()))
  return kept
}

async function readDefinition(db: Database, formId: string, version: number): Promise<FormDefinition> {
  const row = await db.orm
    .select({ definition: formVersions.definition })
    .from(formVersions)
    .where(sql`${formVersions.formId} = ${formId} and ${formVersions.version} = ${version}`)
    .get()
  if (!row) throw new Error(`There is no version ${version} of form ${formId}`)
  return row.definition
}
