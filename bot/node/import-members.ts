import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DatabaseLockedError } from '../../db/open-node.ts'
import { importBytesMax, type ImportReport } from '../customers/import-contract.ts'
import { importMembers } from '../customers/import-members.ts'
import { fileProblemTexts, lineProblemTexts } from '../customers/import-words.ts'
import { MusubiError } from '../errors.ts'
import type { Texts } from '../forms/contract.ts'
import { readSettings, type Settings } from '../settings.ts'
import { handToServer, type FileOfMembers } from './command.ts'
import { createDeps } from './deps.ts'
import { withoutFolders } from '../uploads/file-name.ts'
import { refuse } from './refuse.ts'
import { createSealerOnNode } from './sealer.ts'
import { secretOf } from './secret.ts'
import { visible } from './visible.ts'

const usage = '使い方 / Usage: npm run members:import -- FILE.csv [--dry-run] [--account=main]'
const both = ({ ja, en }: Texts) => `${ja} / ${en}`

// `npm run members:import`: into the database itself, or by way of the server that has it open.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, account: { type: 'string', default: 'main' } },
  })
  const path = positionals[0]
  if (path === undefined || positionals.length > 1) stop(usage)
  const bytes = bytesOf(path)
  const about = { fileName: withoutFolders(basename(path)), accountId: values.account, dry: values['dry-run'] }
  const given = { bytes, ...about }
  const settings = readSettings(process.env)
  process.exitCode = tell(await bring({ ...settings, MUSUBI_SECRET: secretOf(settings) }, given))
} catch (error) {
  refuse(error)
}

async function bring(settings: Settings & { MUSUBI_SECRET: string }, given: FileOfMembers): Promise<ImportReport> {
  try {
    const deps = await createDeps(settings, fileURLToPath(new URL('../..', import.meta.url)))
    const report = await importMembers(deps, { ...given, by: 'command' })
    await deps.close()
    return report
  } catch (error) {
    if (error instanceof MusubiError)
      stop(
        `公式アカウント ${visible(given.accountId)} がありません。 / There is no account ${visible(given.accountId)}.`,
      )
    if (!(error instanceof DatabaseLockedError)) throw error
    const server = `http://127.0.0.1:${settings.PORT}`
    const seal = createSealerOnNode(settings.MUSUBI_SECRET)
    const handed = await handToServer({ seal, clock: Date.now }, server, given)
    if (handed === 'none')
      stop(
        `データベースは別のプロセスが使用中で、${server} のサーバーも応答しません。ダッシュボードの会員の取り込みをお使いください。\nThe database is in use by another process, and no server of this installation answers at ${server}; import the file in the dashboard instead.`,
      )
    if ('refused' in handed)
      stop(
        `${server} のサーバーが取り込めませんでした（${handed.refused}）。サーバーのログをご確認ください。\nThe server at ${server} could not import the file (${handed.refused}); its log says more.`,
      )
    return handed.report
  }
}

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) stop(`ファイルがありません / There is no file ${path}`)
  if (size > importBytesMax) stop(both(fileProblemTexts.too_large))
  return new Uint8Array(readFileSync(path))
}

/** Says what was done, or what is wrong line by line. @returns the exit code */
function tell(report: ImportReport): number {
  const { fileProblem, problems, problemCount, added, changed, unchanged, newTags, attributes, ignoredColumns } = report
  if (fileProblem) return (console.error(both(fileProblemTexts[fileProblem])), 1)
  for (const { line, column, attribute, code } of problems) {
    const about = column ?? attribute?.ja
    console.error(`${line}行目 / line ${line}${about ? ` ${visible(about)}` : ''}: ${both(lineProblemTexts[code])}`)
  }
  if (problemCount > 0) {
    console.error(
      `${problemCount}件の問題があるため、何も取り込んでいません。 / Nothing was imported: ${problemCount} problems.`,
    )
    return 1
  }
  if (attributes.length > 0)
    console.log(`項目として使った列 / Columns that are fields: ${attributes.map(({ ja }) => visible(ja)).join(', ')}`)
  if (newTags.length > 0) console.log(`新しいタグ / New tags: ${newTags.map(visible).join(', ')}`)
  if (ignoredColumns.length > 0)
    console.log(`使わなかった列 / Columns not used: ${ignoredColumns.map(visible).join(', ')}`)
  const done = report.dry ? '確認だけです（書き込みなし） / Dry run, nothing written' : '取り込みました / Imported'
  console.log(`${done}: 追加 / added ${added}, 変更 / changed ${changed}, 変更なし / unchanged ${unchanged}`)
  return 0
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}
