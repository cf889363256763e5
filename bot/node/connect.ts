import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderUnicodeCompact } from 'uqr'
import { filePath } from '../../db/file-path.ts'
import { connect, type Terminal } from '../connect/connect.ts'
import type { Finding, Ground, Journal } from '../connect/contract.ts'
import { withSetting } from '../connect/env-line.ts'
import { demoMenus } from '../demo/menus.ts'
import type { Texts } from '../forms/contract.ts'
import { readSettings, type Settings } from '../settings.ts'
import { pooledFetch } from './line-fetch.ts'
import { accountOfSettings } from './main-account.ts'
import { menuPictures } from './demo-pictures.ts'
import { refuse } from './refuse.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The languages that the terminal's own language asks for; both when it does not say. */
const languages = ((tongue = '') =>
  tongue.startsWith('ja') ? ['ja'] : tongue.startsWith('en') ? ['en'] : ['ja', 'en'])(
  process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'],
)
const worded = ({ ja, en }: Texts): string[] => languages.map((language) => (language === 'ja' ? ja : (en ?? ja)))

const marks: Record<Finding['state'], string> = { ok: '✓', look: '?', warn: '!', stop: '✗' }

const terminal = (yes: boolean): Terminal => ({
  say: (texts) => console.log(worded(texts).join('\n')),
  finding({ state, text, todo }) {
    for (const line of worded(text)) console.log(` ${marks[state]} ${line}`)
    if (todo) for (const line of worded(todo)) console.log(`     → ${line}`)
  },
  address: (texts, url) => console.log(`\n${worded(texts)[0]}  ${url}\n${qrOf(url)}`),
  async agreed(texts) {
    if (yes) return true
    const ask = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await ask.question(`${worded(texts).join(' / ')}? [y/N] `)
    ask.close()
    return /^(y|yes|はい)$/i.test(answer.trim())
  },
})

/** A QR code that is dark on light whatever the terminal's own colours are. */
function qrOf(url: string): string {
  const lines = renderUnicodeCompact(url, { border: 2 }).split('\n')
  return lines.map((line) => (process.stdout.isTTY ? `\u001B[97;40m${line}\u001B[0m` : line)).join('\n')
}

/** What was made, by channel, in a file beside the database of this machine: it holds no secret. */
function journalIn(settings: Settings): Ground['journal'] {
  const folder = settings.DATABASE_URL.startsWith('file:')
    ? dirname(filePath(settings.DATABASE_URL))
    : join(root, 'data')
  const path = join(folder, 'connect.json')
  const channel = `${settings.LINE_CHANNEL_ID}/${settings.LINE_LOGIN_CHANNEL_ID}`
  const all = (): Record<string, Journal> => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})
  return {
    read: () => all()[channel] ?? null,
    write(journal) {
      mkdirSync(folder, { recursive: true })
      const { [channel]: _, ...others } = all()
      const next = journal ? { ...others, [channel]: journal } : others
      // Written beside and renamed, so that a kill leaves the old file whole.
      writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`)
      renameSync(`${path}.new`, path)
    },
  }
}

function writeLiffId(liffId: string | null): void {
  const path = join(root, '.env')
  writeFileSync(path, withSetting(existsSync(path) ? readFileSync(path, 'utf8') : '', 'LIFF_ID', liffId), {
    mode: 0o600,
  })
}

try {
  const { values } = parseArgs({
    options: {
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      undo: { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      uid: { type: 'string' },
    },
  })
  const settings = readSettings(process.env)
  const line = pooledFetch()
  const pictures = await menuPictures(root)
  const ground: Ground = {
    settings,
    fetch: line.fetch,
    clock: Date.now,
    lineTokens: new Map(),
    account: { id: 'main', ...accountOfSettings(settings) },
    place: 'env',
    serves: true,
    menusFor: (liffId) => demoMenus({ liffUrl: `${settings.LINE_LIFF_URL}/${liffId}`, pictures }),
    journal: journalIn(settings),
    writeLiffId: values.print ? null : writeLiffId,
  }
  const well = await connect(ground, terminal(values.yes), {
    dryRun: values['dry-run'],
    undo: values.undo,
    uid: values.uid ?? null,
  })
  line.close()
  process.exitCode = well ? 0 : 1
} catch (error) {
  refuse(error)
}
