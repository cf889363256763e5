import { loginChannelOf } from '../channels/line/channel.ts'
import { deleteLiffApp, listLiffApps, updateLiffApp, type LiffApp } from '../channels/line/liff-apps.ts'
import { reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import { defaultMenu, listMenus, setDefaultMenu } from '../channels/line/rich-menus.ts'
import { readEndpoint, setEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Texts } from '../forms/contract.ts'
import { withdrawFromLine } from '../rich-menus/at-line.ts'
import type { Ground, Journal, Outcome } from './contract.ts'
import { isSame } from './once.ts'
import { liffUrlOf } from './plan.ts'

class Broken extends Error {
  readonly texts: Texts
  /** @param outcome null when what says it all */
  constructor(what: Texts, outcome: { status: number | null } | null) {
    super()
    const reason = outcome && reasonOf(outcome.status)
    this.texts = reason === null ? what : { ja: `${what.ja}（${reason}）`, en: `${what.en} (${reason})` }
  }
}

/**
 * Takes back what the journal says was made, newest first, and nothing else: what somebody changed since then stays.
 * Each part leaves the journal when it is done, so that an undo that broke off goes on where it stopped.
 */
export async function undo(ground: Ground): Promise<Outcome> {
  const outcome: Outcome = { done: [], todo: [], problem: null, liffId: null }
  const parts = { menus: takeMenus, webhook: takeWebhook, liff: takeLiff, env: takeEnv } as const
  try {
    for (const part of ['menus', 'webhook', 'liff', 'env'] as const) {
      const journal = ground.journal.read()
      if (!journal?.[part]) continue
      await parts[part](ground, journal, outcome)
      const { [part]: _, ...rest } = journal
      ground.journal.write(Object.keys(rest).length > 0 ? rest : null)
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    outcome.problem = error.texts
  }
  return outcome
}

const accept = (outcome: LineOutcome, what: Texts): void => {
  if (outcome.kind !== 'accepted' && outcome.status !== 404) throw new Broken(what, outcome)
}

async function takeMenus(ground: Ground, { menus }: Journal, outcome: Outcome): Promise<void> {
  const what = { ja: 'リッチメニューを消せませんでした', en: 'The rich menus were not removed' }
  const { removed, problem } = await withdrawFromLine(ground)
  if (problem) throw new Broken({ ja: `${what.ja}（${problem.reason}）`, en: `${what.en} (${problem.reason})` }, null)
  if (menus?.defaultBefore) await putDefaultBack(ground, menus.defaultBefore, what)
  outcome.done.push({
    ja: `リッチメニューを消しました（${removed.length}件）`,
    en: `Rich menus removed: ${removed.length}`,
  })
}

/** Only where no default menu stands now: another one was set by somebody since. */
async function putDefaultBack(ground: Ground, before: string, what: Texts): Promise<void> {
  const { lineId, outcome } = await defaultMenu(ground)
  // 403: it is one of LINE's own manager.
  if (lineId !== null || outcome.status === 403) return
  accept(outcome, what)
  const { menus, outcome: listed } = await listMenus(ground)
  if (!menus) throw new Broken(what, listed)
  if (menus.some((menu) => menu.lineId === before)) accept(await setDefaultMenu(ground, before), what)
}

async function takeWebhook(ground: Ground, { webhook }: Journal, outcome: Outcome): Promise<void> {
  const { endpoint, outcome: read } = await readEndpoint(ground)
  accept(read, { ja: 'Webhook URL を読めませんでした', en: 'The webhook URL could not be read' })
  if (endpoint?.endpoint !== webhook?.set) return
  if (webhook?.before) {
    const what = { ja: 'Webhook URL を戻せませんでした', en: 'The webhook URL was not put back' }
    accept(await setEndpoint(ground, webhook.before), what)
    outcome.done.push({
      ja: `Webhook URL を ${webhook.before} に戻しました`,
      en: `The webhook URL is ${webhook.before} again`,
    })
  } else
    outcome.todo.push({
      ja: 'Webhook URL はAPIでは消せません。コンソールの Messaging API設定 で「Webhookの利用」をオフにしてください',
      en: 'No API removes a webhook URL: turn off “Use webhook” in the console under “Messaging API”',
    })
}

async function takeLiff(ground: Ground, { liff }: Journal, outcome: Outcome): Promise<void> {
  if (!liff) return
  const apps = await listLiffApps(loginChannelOf(ground))
  if (!apps) throw new Broken({ ja: 'LIFFアプリの一覧を読めませんでした', en: 'LINE did not tell the LIFF apps' }, null)
  return liff.made ? removeLiff(ground, liff, apps, outcome) : putLiffBack(ground, liff, apps, outcome)
}

type LiffNote<Made extends boolean> = Extract<Journal['liff'], { made: Made }>

async function removeLiff(ground: Ground, { liffId, known }: LiffNote<true>, apps: LiffApp[], outcome: Outcome) {
  const isOurs = ({ view }: LiffApp) => view?.url === liffUrlOf(ground)
  // One whose making broke off before its ID came back is at our address, and was not there before.
  const app = apps.find((one) => (liffId ? one.liffId === liffId : isOurs(one) && !known.includes(one.liffId)))
  if (!app) return
  if (!isOurs(app)) {
    outcome.todo.push(leftAlone(app.liffId))
    return
  }
  const what = { ja: 'LIFFアプリを消せませんでした', en: 'The LIFF app was not removed' }
  accept(await deleteLiffApp(loginChannelOf(ground), app.liffId), what)
  outcome.done.push({ ja: `LIFFアプリ ${app.liffId} を消しました`, en: `LIFF app ${app.liffId} removed` })
}

async function putLiffBack(ground: Ground, liff: LiffNote<false>, apps: LiffApp[], outcome: Outcome) {
  const { liffId, before, set } = liff
  const app = apps.find((one) => one.liffId === liffId)
  if (!app) return
  const back = Object.entries(before).flatMap(([name, value]) => {
    const key = name as keyof typeof before
    return isSame(app[key], set[key]) ? [[name, value]] : []
  })
  const changedSince = Object.entries(before).some(([name, value]) => {
    const key = name as keyof typeof before
    return !isSame(app[key], set[key]) && !isSame(app[key], value)
  })
  if (changedSince) outcome.todo.push(leftAlone(liffId))
  if (back.length === 0) return
  const what = { ja: 'LIFFアプリを戻せませんでした', en: 'The LIFF app was not put back' }
  accept(await updateLiffApp(loginChannelOf(ground), liffId, Object.fromEntries(back)), what)
  outcome.done.push({ ja: `LIFFアプリ ${liffId} を元に戻しました`, en: `LIFF app ${liffId} is as before` })
}

const leftAlone = (liffId: string): Texts => ({
  ja: `LIFFアプリ ${liffId} は、あとから変えられたところをそのままにしました。不要ならコンソールで直してください`,
  en: `What was changed since in the LIFF app ${liffId} stays; change it in the console if it is not wanted`,
})

async function takeEnv(ground: Ground, { env }: Journal, outcome: Outcome): Promise<void> {
  if (!env || (ground.settings.LIFF_ID ?? null) !== env.set) return
  ground.writeLiffId?.(env.before)
  outcome.done.push({ ja: '.env の LIFF_ID を元に戻しました', en: 'LIFF_ID in .env is as before' })
}
