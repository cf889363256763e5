import { fileURLToPath } from 'node:url'
import { DatabaseLockedError } from '../../db/open-node.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Kept } from '../demo/contract.ts'
import { eraseDemo } from '../demo/erase.ts'
import { readSettings } from '../settings.ts'
import { createDeps } from './deps.ts'
import { refuse } from './refuse.ts'
import { secretOf } from './secret.ts'

const because: Record<Kept['because'], string> = {
  tied: '本物の会員や人とつながっています / tied to a real member or person',
  answered: '回答があります / it has answers',
  changed: '編集されています / staff have changed it',
  in_use: '使われています / in use',
}

// `npm run demo:erase`: out of account `main`, while no server runs; a running server has a button for it.
try {
  const settings = readSettings(process.env)
  settings.MUSUBI_SECRET = secretOf(settings)
  const deps = await createDeps(settings, fileURLToPath(new URL('../..', import.meta.url)))
  const account = await loadAccount(deps, 'main')
  if (!account) throw new Error('There is no account main yet')
  const actor = {
    kind: 'staff',
    staffId: 'command',
    role: 'owner',
    seesPersonal: true,
    ownsAll: true,
    everywhere: true,
  } as const
  const { people, members, forms, menus, kept } = await eraseDemo({ ...deps, account, actor })
  console.log(
    `お試しのデータを消しました / The demo was erased: 人 / people ${people}, 会員 / members ${members}, フォーム / forms ${forms.length}, メニュー / menus ${menus}`,
  )
  for (const { what, id, because: reason } of kept) console.log(`残したもの / Kept: ${what} ${id} – ${because[reason]}`)
  await deps.close()
} catch (error) {
  if (error instanceof DatabaseLockedError)
    console.error(
      'サーバーの動作中は、管理画面の「健康診断」から消してください。\nWhile the server runs, please erase the demo on the Health page of the dashboard.',
    )
  refuse(error)
}
