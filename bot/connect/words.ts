import type { Texts } from '../forms/contract.ts'
import type { Ground, Situation, Step } from './contract.ts'
import { newest, fingerprintOf } from '../rich-menus/name.ts'

/** What a step will do, in a line for the plan. */
export async function wordsOf(ground: Ground, situation: Situation, step: Step, steps: Step[]): Promise<Texts> {
  switch (step.kind) {
    case 'liff_make':
      return {
        ja: `LIFFアプリを作る：${step.app.description} → ${step.app.view.url}`,
        en: `make a LIFF app: ${step.app.description} → ${step.app.view.url}`,
      }
    case 'liff_change':
      return {
        ja: `LIFFアプリ ${step.liffId} を直す：${Object.keys(step.change).join('、')}`,
        en: `change the LIFF app ${step.liffId}: ${Object.keys(step.change).join(', ')}`,
      }
    case 'liff_keep':
      return { ja: `LIFFアプリ ${step.liffId} はそのまま`, en: `the LIFF app ${step.liffId} stays` }
    case 'env_write':
      return ground.writeLiffId
        ? { ja: '.env に LIFF_ID を書く', en: 'write LIFF_ID into .env' }
        : { ja: 'LIFF_ID を表示する', en: 'print LIFF_ID' }
    case 'webhook_set':
      return {
        ja: `Webhook URL を設定してテストする：${step.before ?? 'なし'} → ${step.endpoint}`,
        en: `set and test the webhook URL: ${step.before ?? 'none'} → ${step.endpoint}`,
      }
    case 'webhook_keep':
      return { ja: `Webhook URL はそのまま：${step.endpoint}`, en: `the webhook URL stays: ${step.endpoint}` }
    case 'menus':
      return menuWords(ground, situation, steps)
    case 'menus_skip':
      return { ja: 'リッチメニューは作らない', en: 'make no rich menus' }
  }
}

async function menuWords(ground: Ground, { menus }: Situation, steps: Step[]): Promise<Texts> {
  const app = steps.find((step) => step.kind === 'liff_keep' || step.kind === 'liff_change')
  const wanted = app ? ground.menusFor(app.liffId) : []
  const staying = await Promise.all(
    wanted.map(async (menu) => {
      const now = newest(menus ?? [], menu.key)
      if (now?.byStaff) return 'staff' as const
      return now?.fingerprint === (await fingerprintOf(menu)) ? ('same' as const) : null
    }),
  )
  if (staying.includes('staff'))
    return {
      ja: 'ダッシュボードで変更したリッチメニューはそのまま（見本に置き換えない）',
      en: 'the rich menus that staff changed stay; the samples do not replace them',
    }
  return wanted.length > 0 && staying.every(Boolean)
    ? { ja: 'リッチメニューはそのまま', en: 'the rich menus stay' }
    : {
        ja: 'リッチメニュー（未連携の方・会員）を作り、友だち全員に表示する',
        en: 'make the rich menus (guests, members) and show them to all friends',
      }
}
