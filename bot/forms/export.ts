import { and, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { exports } from '../../db/schema/index.ts'
import { conflict, invalid, notFound, withoutValues } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { stillMay } from '../staff/still-may.ts'
import { askedEver } from './asked-ever.ts'
import type { Cell } from './export-cell.ts'
import { columnsOf } from './export-columns.ts'
import type { ExportRequest } from './export-contract.ts'
import { fileKinds, fileOf } from './export-file.ts'
import { definitionsOfForm, exportPages } from './export-rows.ts'
import { keptBeside } from './kept-beside.ts'
import { countMatching } from './submission-places.ts'

type Export = typeof exports.$inferSelect

/** Its progress is written so often. */
const rowsBetweenWrites = 2_000
const lostMax = 200

/**
 * Takes down what somebody wants written into a file; nothing is written yet.
 * @throws not_found without such a form; invalid when none of the columns exists
 */
export async function prepareExport(scope: StaffScope, request: ExportRequest) {
  const { id: formId, definitions } = await definitionsOfForm(scope, request.form)
  if (formId === null) throw notFound('The form')
  if (columnsFor(scope, request, [...definitions.values()]).length === 0) throw invalid('No such columns')
  const id = scope.ids()
  const expected = await expectedRows(scope, request)
  const now = scope.clock()
  const own = { id, accountId: scope.account.id, formId, staffId: scope.actor.staffId }
  await scope.db.write([
    statement(
      build
        .insert(exports)
        .values({ ...own, request, state: 'ready', expected, rows: 0, lost: '', createdAt: now, updatedAt: now }),
    ),
    auditStatement(scope, 'export.asked', id, told(request)),
  ])
  return { id, expected }
}

/** A search reads much; then nobody waits for the number beforehand. */
async function expectedRows(scope: StaffScope, { form, filters }: ExportRequest): Promise<number | null> {
  if (filters.q) return null
  return countMatching(scope, { ...filters, form })
}

/** How far an export of one's own has come. @throws not_found */
export async function readExport(scope: StaffScope, id: string) {
  const { state, expected, rows, lost } = await ownExport(scope, id)
  return { id, state, expected, rows, lost }
}

async function ownExport({ db, account, actor }: StaffScope, id: string): Promise<Export> {
  const [row] = await db.orm
    .select()
    .from(exports)
    .where(and(eq(exports.id, id), eq(exports.accountId, account.id), eq(exports.staffId, actor.staffId)))
  if (!row) throw notFound('The export')
  return row
}

/** Ends a file in the middle, so that the download fails rather than being short. */
class ExportEnded extends Error {}

/**
 * The file, once. It stops when its reader stops, and when whoever asked is signed out or loses their role.
 * @param breakOff ends the connection, so that a file that failed in the middle is not taken for a whole one
 * @throws not_found; conflict when it was fetched before
 */
export async function streamExport(
  scope: StaffScope,
  id: string,
  { sessionId, breakOff }: { sessionId: string; breakOff: () => void },
): Promise<Response> {
  const row = await ownExport(scope, id)
  const { request } = row
  await begin(scope, row)
  const { definitions } = await definitionsOfForm(scope, request.form)
  const columns = columnsFor(
    scope,
    request,
    [...definitions].toSorted(([a], [b]) => b - a).map(([, definition]) => definition),
  )
  let rows = 0
  const lost = new Set<string>()
  async function* cells(): AsyncGenerator<Cell[]> {
    let told = 0
    for await (const page of exportPages(scope, request, definitions)) {
      if (!(await stillMay(scope, sessionId, 'editor'))) throw new ExportEnded('The export was ended')
      for (const one of page) {
        rows += 1
        yield columns.map(({ cell }) => cell(one))
      }
      if (rows - told < rowsBetweenWrites) continue
      told = rows
      await scope.db.write([progress(scope, id, { rows })])
    }
  }
  const lose = (char: string) => void (lost.size < lostMax && lost.add(char))
  const headings = [columns.map(({ label }) => label), ...(request.keyRow ? [columns.map(({ key }) => key)] : [])]
  const formats = columns.map(({ format }) => format ?? null)
  const file = fileOf(request.format, { headings, formats, rows: cells(), lose })
  const end = (state: Export['state']) => settle(scope, row, { state, rows, lost: [...lost].join('') })
  return new Response(settled(scope, file, { end, breakOff }), { headers: headersOf(scope, request) })
}

function columnsFor(
  scope: StaffScope,
  { columns, language }: ExportRequest,
  definitions: Parameters<typeof askedEver>[0],
) {
  const base = `${scope.settings.PUBLIC_URL}/api/accounts/${encodeURIComponent(scope.account.id)}/uploads/`
  return columnsOf(columns, {
    asked: askedEver(definitions),
    beside: keptBeside(definitions),
    language,
    seesPersonal: scope.actor.seesPersonal,
    fileUrl: (id) => base + encodeURIComponent(id),
  })
}

/** What was searched for may be a name, so the log only says that something was. */
function told({ form, format, columns, filters, purpose }: ExportRequest) {
  const { q, ...rest } = filters
  return { form, format, columns, filters: { ...rest, ...(q ? { searched: true } : {}) }, ...(purpose && { purpose }) }
}

/** What was searched for may be a name: it stays only until the file is fetched. */
const withoutSearch = sql`json_remove(${exports.request}, '$.filters.q')`

/**
 * The statement that forgets what was searched for in an account's exports, before somebody is erased. A file that nobody
 * has fetched yet cannot be any more: without its search it would hold everybody.
 */
export const eraseSearches = (accountId: string): Statement =>
  statement(
    build
      .update(exports)
      .set({
        state: sql`case ${exports.state} when 'ready' then 'ended' else ${exports.state} end`,
        request: withoutSearch,
      })
      .where(and(eq(exports.accountId, accountId), sql`${exports.request} ->> '$.filters.q' is not null`)),
  )

async function begin(scope: StaffScope, { id, state }: Export): Promise<void> {
  const used = conflict('This file was fetched already', { reason: state })
  if (state !== 'ready') throw used
  const start = build
    .update(exports)
    .set({ state: 'running', request: withoutSearch, updatedAt: scope.clock() })
    .where(and(eq(exports.id, id), eq(exports.state, 'ready')))
  try {
    await scope.db.write([must(statement(start))])
  } catch (error) {
    throw isGuardFailure(error) ? used : error
  }
}

const progress = ({ clock }: StaffScope, id: string, set: Partial<Export>): Statement =>
  statement(
    build
      .update(exports)
      .set({ ...set, updatedAt: clock() })
      .where(and(eq(exports.id, id), eq(exports.state, 'running'))),
  )

async function settle(
  scope: StaffScope,
  { id, request }: Export,
  { state, rows, lost }: Pick<Export, 'state' | 'rows' | 'lost'>,
): Promise<void> {
  const detail = { ...told(request), state, rows }
  await scope.db.write([progress(scope, id, { state, rows, lost }), auditStatement(scope, 'export.ended', id, detail)])
}

/** The same bytes; how they ended is written before the reader learns it. */
function settled(
  { log }: StaffScope,
  file: ReadableStream<Uint8Array>,
  { end, breakOff }: { end: (state: Export['state']) => Promise<void>; breakOff: () => void },
): ReadableStream<Uint8Array> {
  const reader = file.getReader()
  let cancelled = false
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        // A read that a cancellation cut short says that it is done.
        if (cancelled) return
        if (!done) return controller.enqueue(value)
        await end('done')
        controller.close()
      } catch (error) {
        if (cancelled) return
        const isEnded = error instanceof ExportEnded
        if (!isEnded) log.error('An export failed: {error}', { error: withoutValues(error) })
        await end(isEnded ? 'ended' : 'failed')
        breakOff()
        controller.error(error)
      }
    },
    async cancel() {
      cancelled = true
      await reader.cancel()
      await end('cancelled')
    },
  })
}

function headersOf({ clock }: StaffScope, { form, format }: ExportRequest): Record<string, string> {
  const { contentType, extension } = fileKinds[format]
  const day = new Date(clock() + 9 * 60 * 60_000).toISOString().slice(0, 10)
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="musubi-${form}-${day}.${extension}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
}
