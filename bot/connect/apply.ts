import { loginChannelOf } from '../channels/line/channel.ts'
import { createLiffApp, listLiffApps, updateLiffApp } from '../channels/line/liff-apps.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { setEndpoint, testEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Texts } from '../forms/contract.ts'
import { publishAtLine } from '../rich-menus/at-line.ts'
import type { Ground, Journal, Outcome, Step } from './contract.ts'
import { changedOnce } from './once.ts'

class Broken extends Error {
  readonly texts: Texts
  constructor(texts: Texts) {
    super(texts.en ?? texts.ja)
    this.texts = texts
  }
}

/**
 * Does the plan, step by step. What stood there before is written into the journal before each step, so that a run
 * that breaks off is picked up by the next one, or taken back.
 */
export async function apply(ground: Ground, steps: Step[]): Promise<Outcome> {
  const outcome: Outcome = { done: [], todo: [], problem: null, liffId: ground.settings.LIFF_ID ?? null }
  try {
    for (const step of steps) await applyStep(ground, step, outcome)
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    outcome.problem = error.texts
  }
  return outcome
}

const note = ({ journal }: Ground, change: Partial<Journal>): void => journal.write({ ...journal.read(), ...change })

async function applyStep(ground: Ground, step: Step, outcome: Outcome): Promise<void> {
  switch (step.kind) {
    case 'liff_make':
      return makeLiff(ground, step, outcome)
    case 'liff_change':
      return changeLiff(ground, step, outcome)
    case 'liff_keep':
      return foundLiff(ground, step.liffId, outcome)
    case 'env_write':
      return writeEnv(ground, outcome)
    case 'webhook_set':
      return setWebhook(ground, step, outcome)
    case 'menus':
      return menus(ground, step, outcome)
    case 'webhook_keep':
    case 'menus_skip':
  }
}

async function makeLiff(ground: Ground, { app }: Extract<Step, { kind: 'liff_make' }>, outcome: Outcome) {
  const login = loginChannelOf(ground)
  const known = await listLiffApps(login)
  if (!known)
    throw new Broken({
      ja: 'LINEからLIFFアプリの一覧を読めませんでした。少し待ってからやり直してください',
      en: 'LINE did not tell the LIFF apps; try again in a while',
    })
  note(ground, { liff: { made: true, liffId: null, known: known.map(({ liffId }) => liffId) } })
  let made = await createLiffApp(login, app)
  // LINE offers to add the account as a friend only where one is linked to the Login channel.
  if (made.outcome.status === 400) made = await createLiffApp(login, { ...app, botPrompt: 'none' })
  if (!made.liffId)
    throw new Broken({
      ja: `LIFFアプリを作れませんでした（${reasonOf(made.outcome.status)}）。LINEミニアプリのチャネルなら、コンソールの「ウェブアプリ設定」でエンドポイントURLを ${app.view.url} にし、LIFF IDを${ground.place === 'env' ? ' .env の LIFF_ID に書いて' : 'この画面で入力して'}ください`,
      en: `The LIFF app was not made (${reasonOf(made.outcome.status)}). In a MINI App channel set the endpoint URL to ${app.view.url} under “Web app settings” and ${ground.place === 'env' ? 'write its LIFF ID into .env as LIFF_ID' : 'enter its LIFF ID here'}`,
    })
  note(ground, { liff: { made: true, liffId: made.liffId, known: known.map(({ liffId }) => liffId) } })
  outcome.liffId = made.liffId
  outcome.done.push({ ja: `LIFFアプリを作りました：${made.liffId}`, en: `LIFF app made: ${made.liffId}` })
}

async function changeLiff(ground: Ground, step: Extract<Step, { kind: 'liff_change' }>, outcome: Outcome) {
  const { liffId, before, change } = step
  foundLiff(ground, liffId, outcome)
  const { liff } = ground.journal.read() ?? {}
  // An app that we made is removed whole.
  if (!liff?.made)
    note(ground, {
      liff: { made: false, liffId, ...changedOnce(liff?.liffId === liffId ? liff : null, before, change) },
    })
  const changed = await updateLiffApp(loginChannelOf(ground), liffId, change)
  if (changed.kind !== 'accepted')
    throw new Broken({
      ja: `LIFFアプリ ${liffId} を変更できませんでした（${reasonOf(changed.status)}）。コンソールで直してください：${JSON.stringify(change)}`,
      en: `The LIFF app ${liffId} was not changed (${reasonOf(changed.status)}). Change it in the console: ${JSON.stringify(change)}`,
    })
  outcome.done.push({ ja: `LIFFアプリを直しました：${liffId}`, en: `LIFF app changed: ${liffId}` })
}

/** An app that a broken-off run made is told from those that were there before it. */
function foundLiff(ground: Ground, liffId: string, outcome: Outcome): void {
  outcome.liffId = liffId
  const { liff } = ground.journal.read() ?? {}
  if (liff?.made && liff.liffId === null && !liff.known.includes(liffId)) note(ground, { liff: { ...liff, liffId } })
}

function writeEnv(ground: Ground, outcome: Outcome): void {
  if (!outcome.liffId) return
  if (ground.writeLiffId) {
    note(ground, { env: { before: ground.settings.LIFF_ID ?? null, set: outcome.liffId } })
    ground.writeLiffId(outcome.liffId)
    outcome.done.push({ ja: '.env に LIFF_ID を書きました', en: 'LIFF_ID is written into .env' })
  }
  outcome.todo.push(
    ground.writeLiffId
      ? {
          ja: 'サーバーを再起動してください（LIFF_ID を読み込みます）',
          en: 'Restart the server, so that it reads LIFF_ID',
        }
      : {
          ja: `LIFF_ID=${outcome.liffId} をサーバーの設定に加え、デプロイし直してください（Workers：npx wrangler secret put LIFF_ID）`,
          en: `Add LIFF_ID=${outcome.liffId} to the server’s settings and deploy again (Workers: npx wrangler secret put LIFF_ID)`,
        },
  )
}

async function setWebhook(ground: Ground, step: Extract<Step, { kind: 'webhook_set' }>, outcome: Outcome) {
  const { before, endpoint } = step
  const { webhook } = ground.journal.read() ?? {}
  // What we set ourselves is not what was there before us.
  note(ground, { webhook: { before: webhook?.set === before ? webhook.before : before, set: endpoint } })
  const set = await setEndpoint(ground, endpoint)
  if (set.kind !== 'accepted')
    throw new Broken({
      ja: `Webhook URL を設定できませんでした（${reasonOf(set.status)}）`,
      en: `The webhook URL was not set (${reasonOf(set.status)})`,
    })
  const test = await testEndpoint(ground, endpoint)
  if (!test?.success) {
    // A webhook that does not work must not stand where one may have worked before.
    const back = before === null ? null : await setEndpoint(ground, before)
    throw new Broken(notReached(test?.reason ?? '', step, back?.kind === 'accepted'))
  }
  outcome.done.push({
    ja: `Webhook URL を設定し、LINEから届きました`,
    en: 'The webhook URL is set, and LINE reaches it',
  })
}

function notReached(
  reason: string,
  { before, endpoint }: Extract<Step, { kind: 'webhook_set' }>,
  back: boolean,
): Texts {
  const [ja, en] = [
    `設定したWebhookにLINEから届きません（${reason}）。`,
    `LINE does not reach the webhook (${reason}). `,
  ]
  if (back) return { ja: `${ja}元の ${before} に戻しました`, en: `${en}It is ${before} again` }
  if (before === null)
    return {
      ja: `${ja}Webhook URL は ${endpoint} のままです`,
      en: `${en}It stays set to ${endpoint}: there was none before`,
    }
  return {
    ja: `${ja}元の ${before} にも戻せませんでした。コンソールの Messaging API設定 で直してください`,
    en: `${en}It was ${before} and could not be put back: set it in the console under “Messaging API”`,
  }
}

async function menus(
  ground: Ground,
  { defaultBefore }: Extract<Step, { kind: 'menus' }>,
  outcome: Outcome,
): Promise<void> {
  if (!outcome.liffId) return
  if (!ground.journal.read()?.menus) note(ground, { menus: { defaultBefore } })
  const { made, problem } = await publishAtLine(ground, ground.menusFor(outcome.liffId))
  if (problem)
    throw new Broken({
      ja: `リッチメニューを作れませんでした（${problem.step} ${problem.reason}）`,
      en: `The rich menus were not made (${problem.step} ${problem.reason})`,
    })
  outcome.done.push(
    made.length > 0
      ? { ja: `リッチメニューを作りました（${made.length}件）`, en: `Rich menus made: ${made.length}` }
      : { ja: 'リッチメニューはそのままです', en: 'The rich menus are as they should be' },
  )
  if (made.length > 0 && ground.settings.LIFF_ID)
    outcome.todo.push({
      ja: 'サーバーを再起動してください（新しいメニューに気づきます）',
      en: 'Restart the server, so that it notices the new menus',
    })
}
