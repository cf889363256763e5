import { readXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import type { FormDefinition } from '../../../bot/forms/contract.ts'
import { encodeCp932 } from '../../../bot/forms/cp932.ts'
import type { ExportFormat } from '../../../bot/forms/export-contract.ts'
import { ownPage } from '../../dashboard/world.ts'
import type { World } from '../../support/world.ts'

/** Everything that a form says in a file, its people and times left out. */
const columnsOf = ({ questions, calculations = [] }: FormDefinition): string[] => [
  'submission:submission_id',
  ...questions.filter(({ kind }) => kind !== 'statement').map(({ key }) => `question:${key}`),
  ...questions.filter((question) => 'options' in question).map(({ key }) => `options:${key}`),
  ...calculations.map(({ key }) => `value:${key}`),
  'submission:ending',
  'submission:place',
]

/** A file as staff download it. */
async function download(world: World, cookie: string, form: string, format: ExportFormat, columns: string[]) {
  const path = '/api/accounts/main/exports'
  const headers = { ...ownPage, cookie }
  const body = JSON.stringify({ form, format, language: 'ja', columns, filters: {} })
  const asked = await world.app.request(path, { method: 'POST', headers, body })
  expect(asked.status).toBe(201)
  const { id } = ((await asked.json()) as { export: { id: string } }).export
  return new Uint8Array(await (await world.app.request(`${path}/${id}/file`, { headers })).arrayBuffer())
}

/** The rows of CSV, quoted where they have to be. */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1)
}

/** Files have another id in every filling. */
export const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')

/** What the three files say: they have to say the same. By submission, its cells under their headings. */
export async function exported(world: World, cookie: string, key: string, definition: FormDefinition) {
  const columns = columnsOf(definition)
  const file = (format: ExportFormat) => download(world, cookie, key, format, columns)
  const utf8 = new TextDecoder().decode(await file('csv_utf8'))
  const sjis = await file('csv_sjis')
  expect(Buffer.from(sjis).equals(Buffer.from(encodeCp932(utf8, () => {})))).toBe(true)
  const [headings = [], ...rows] = rowsOf(utf8)
  const sheet = (await readXlsx(await file('xlsx'))).sheets[0]!.rows
  const plain = (cell: unknown) => (cell === null || cell === undefined ? '' : String(cell))
  expect(sheet[0]!.map(plain)).toEqual(headings)
  for (const [at, row] of rows.entries()) {
    const said = row.map((cell, place) =>
      sheet[at + 1]![place] instanceof Date ? dateLike(cell) : cell.replace(/^'/, ''),
    )
    expect(sheet[at + 1]!.map((cell) => (cell instanceof Date ? dateLike(cell.toISOString()) : plain(cell)))).toEqual(
      said,
    )
  }
  return new Map(
    rows.map(([id = '', ...cells]) => [
      id,
      Object.fromEntries(cells.map((cell, at) => [headings[at + 1]!, withoutIds(cell)])),
    ]),
  )
}

/** A moment to the minute, however it is written. */
const dateLike = (text: string) => text.replace(/\D/g, '').padEnd(12, '0').slice(0, 12)

/** What other systems read of each submission. */
export async function readByV1(world: World, bearer: string, key: string) {
  const all = new Map<string, { answers: unknown; calculated: unknown }>()
  world.pass(10_000)
  const answer = await world.app.request(`/v1/submissions?form=${key}&limit=100`, {
    headers: { authorization: `Bearer ${bearer}` },
  })
  const { data } = (await answer.json()) as { data: { id: string; answers: unknown; calculated: unknown }[] }
  for (const { id, answers, calculated } of data)
    all.set(
      id,
      JSON.parse(withoutIds(JSON.stringify({ answers, calculated }))) as { answers: unknown; calculated: unknown },
    )
  return all
}
