import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readSettings } from '../settings.ts'
import { installationOf, typedFolder } from './backup/places.ts'
import { restoreBackup } from './backup/restore.ts'
import { createDeps } from './deps.ts'
import { refuse } from './refuse.ts'
import type { Grant } from '../staff/contract.ts'
import { visible } from './visible.ts'

const right = (grant: Grant | null) =>
  grant === null ? '—' : `${grant.role}${grant.seesPersonal ? ' + 個人情報 / personal data' : ''}`

// `npm run restore -- FOLDER [--without-ledger]`: only while no server runs.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'without-ledger': { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) {
    console.error('使い方 / Usage: npm run restore -- FOLDER')
    process.exit(1)
  }
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const settings = readSettings(process.env)
  const into = installationOf(settings, root)
  const { manifest, kept, returned, grants } = await restoreBackup({
    into,
    folder: typedFolder(folder),
    now: Date.now(),
    withoutLedger: values['without-ledger'],
    open: (DATABASE_URL) => createDeps({ ...settings, DATABASE_URL, MUSUBI_SECRET: into.secret }, root),
  })
  console.log(`${manifest.madeAt} のバックアップに戻しました。npm start で始めてください。 / Restored; run npm start.`)
  console.log('全員がサインアウトされています。 / Everybody is signed out.')
  console.log('未使用の招待は取り消されています。 / Open invitations are revoked.')
  if (kept)
    console.log(
      `置き換えたもの（不要になったら削除してください） / What it replaced; delete it when it is not needed any more: ${kept}`,
    )
  if (returned.length > 0)
    console.log(
      `戻ったスタッフ（権限を確かめてください） / Staff who are back; check what they may do: ${returned.map(visible).join(', ')}`,
    )
  if (grants.length > 0)
    console.log('変わった権限（確かめてください） / Rights that are not what they were; check them:')
  for (const { email, accountId, before, after } of grants)
    console.log(`  ${visible(email)} (${visible(accountId)}): ${right(before)} → ${right(after)}`)
} catch (error) {
  refuse(error)
}
