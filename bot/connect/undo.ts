import { loginChannelOf } from '../channels/line/channel.ts'
import { deleteLiffApp, listLiffApps, updateLiffApp } from '../channels/line/liff-apps.ts'
import { reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import { listMenus, setDefaultMenu } from '../channels/line/rich-menus.ts'
import { readEndpoint, setEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Texts } from '../forms/contract.ts'
import { withdrawFromLine } from '../rich-menus/at-line.ts'
import type { Ground, Journal, Outcome } from './contract.ts'

class Broken extends Error {
  readonly texts: Texts
  constructor(what: Texts, outcome: { status: number | null }) {
    super()
    const reason = reasonOf(outcome.status)
    this.texts = { ja: `${what.ja}（${reason}）`, en: `${what.en} (${reason})` }
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
  if (problem)
    throw new Broken({ ja: `${what.ja} ${problem.reason}`, en: `${what.en} ${problem.reason}` }, { status: null })
  const before = menus?.defaultBefore
  if (before && (await listMenus(ground)).menus?.some(({ lineId }) => lineId === before))
    accept(await setDefaultMenu(ground, before), what)
  outcome.done.push({
    ja: `リッチメニューを消しました（${removed.length}件）`,
    en: `Rich menus removed: ${removed.length}`,
  })
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
  const login = loginChannelOf(ground)
  if (!liff) return
  if (!liff.made) {
    const what = { ja: 'LIFFアプリを戻せませんでした', en: 'The LIFF app was not put back' }
    accept(await updateLiffApp(login, liff.liffId, liff.before), what)
    outcome.done.push({ ja: `LIFFアプリ ${liff.liffId} を元に戻しました`, en: `LIFF app ${liff.liffId} is as before` })
    return
  }
  const liffId = liff.liffId ?? (await brokenOff(ground, liff.known))
  if (!liffId) return
  accept(await deleteLiffApp(login, liffId), {
    ja: 'LIFFアプリを消せませんでした',
    en: 'The LIFF app was not removed',
  })
  outcome.done.push({ ja: `LIFFアプリ ${liffId} を消しました`, en: `LIFF app ${liffId} removed` })
}

/** An app whose making broke off before its ID came back: at our address, and not there before. */
async function brokenOff(ground: Ground, known: string[]): Promise<string | undefined> {
  const apps = await listLiffApps(loginChannelOf(ground))
  const url = `${ground.settings.PUBLIC_URL}/liff/main`
  return apps?.find((app) => app.view?.url === url && !known.includes(app.liffId))?.liffId
}

async function takeEnv(ground: Ground, { env }: Journal, outcome: Outcome): Promise<void> {
  ground.writeLiffId?.(env?.before ?? null)
  outcome.done.push({ ja: '.env の LIFF_ID を元に戻しました', en: 'LIFF_ID in .env is as before' })
}
