import Libsql from 'libsql'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { filePath } from '../../db/file-path.ts'
import type { FormDefinition } from '../forms/contract.ts'
import { programOf, type TypedForm } from '../integrations/types/program.ts'
import { readSettings } from '../settings.ts'
import { refuse } from './refuse.ts'

const usage = `使い方 / Usage: npm run forms:types -- --out FILE.ts [--account main] [--url https://… (MUSUBI_API_KEY)]`

// `npm run forms:types`: writes the types of the published forms, from the database beside it or by way of `/v1`.
try {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, account: { type: 'string', default: 'main' }, url: { type: 'string' } },
  })
  const { out, account, url } = values
  if (out === undefined) stop(usage)
  const forms = url === undefined ? fromDatabase(account) : await fromApi(url.replace(/\/+$/, ''))
  if (forms.length === 0) stop(`公開中のフォームがありません。/ There is no published form (account ${account}).`)
  const program = programOf(forms)
  const same = existsSync(out) && readFileSync(out, 'utf8') === program
  mkdirSync(dirname(out), { recursive: true })
  if (!same) writeFileSync(out, program)
  const keys = forms.map(({ key }) => key).join(', ')
  console.log(same ? `変更なし / unchanged: ${out} (${keys})` : `書きました / written: ${out} (${keys})`)
} catch (error) {
  refuse(error)
}

/** Read by a connection of its own that takes no lock, so it works beside a server that runs. */
function fromDatabase(account: string): TypedForm[] {
  const { DATABASE_URL } = readSettings(process.env)
  if (!DATABASE_URL.startsWith('file:'))
    stop(
      'リモートのデータベースでは --url と MUSUBI_API_KEY を使ってください。\nWith a remote database use --url and MUSUBI_API_KEY.',
    )
  const path = filePath(DATABASE_URL)
  if (!existsSync(path)) stop(`データベースがありません / There is no database: ${path}`)
  const db = new Libsql(path, { readonly: true } as Libsql.Options)
  try {
    const rows = db
      .prepare(
        `select f.key, f.version, v.definition from forms f join form_versions v on v.form_id = f.id and v.version = f.version
        where f.account_id = ? order by f.key`,
      )
      .all([account]) as { key: string; version: number; definition: string }[]
    return rows.map(({ key, version, definition }) => ({ key, version, definition: JSON.parse(definition) }))
  } finally {
    db.close()
  }
}

async function fromApi(url: string): Promise<TypedForm[]> {
  const key = process.env['MUSUBI_API_KEY']
  if (!key)
    stop(
      'MUSUBI_API_KEY（スコープ forms:read）を設定してください。\nSet MUSUBI_API_KEY, a key with the scope forms:read.',
    )
  const ask = async (path: string) => {
    const answer = await fetch(`${url}/v1/${path}`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(30_000),
    })
    if (!answer.ok) stop(`${url}/v1/${path}: ${answer.status}\n${await answer.text()}`)
    return answer.json()
  }
  const { data } = (await ask('forms')) as { data: { key: string }[] }
  const forms: TypedForm[] = []
  for (const one of data)
    forms.push((await ask(`forms/${one.key}`)) as { key: string; version: number; definition: FormDefinition })
  return forms
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}
