import { loginChannelOf } from '../channels/line/channel.ts'
import { createLiffApp, listLiffApps, updateLiffApp } from '../channels/line/liff-apps.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { defaultMenu } from '../channels/line/rich-menus.ts'
import { setEndpoint, testEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Texts } from '../forms/contract.ts'
import { publishAtLine } from '../rich-menus/at-line.ts'
import type { Ground, Journal, Outcome, Step } from './contract.ts'

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
      return menus(ground, outcome)
    case 'webhook_keep':
    case 'menus_skip':
  }
}

async function makeLiff(ground: Ground, { app }: Extract<Step, { kind: 'liff_make' }>, outcome: Outcome) {
  const login = loginChannelOf(ground)
  const known = (await listLiffApps(login)) ?? []
  note(ground, { liff: { made: true, liffId: null, known: known.map(({ liffId }) => liffId) } })
  let made = await createLiffApp(login, app)
  // LINE offers to add the account as a friend only where one is linked to the Login channel.
  if (made.outcome.status === 400) made = await createLiffApp(login, { ...app, botPrompt: 'none' })
  if (!made.liffId)
    throw new Broken({
      ja: `LIFFアプリを作れませんでした（${reasonOf(made.outcome.status)}）。LINEミニアプリのチャネルなら、コンソールの「ウェブアプリ設定」でエンドポイントURLを ${app.view.url} にし、LIFF IDを .env の LIFF_ID に書いてください`,
      en: `The LIFF app was not made (${reasonOf(made.outcome.status)}). In a MINI App channel set the endpoint URL to ${app.view.url} under “Web app settings” and write its LIFF ID into .env as LIFF_ID`,
    })
  note(ground, { liff: { made: true, liffId: made.liffId, known: known.map(({ liffId }) => liffId) } })
  outcome.liffId = made.liffId
  outcome.done.push({ ja: `LIFFアプリを作りました：${made.liffId}`, en: `LIFF app made: ${made.liffId}` })
}

async function changeLiff(ground: Ground, step: Extract<Step, { kind: 'liff_change' }>, outcome: Outcome) {
  const { liffId, before, change } = step
  foundLiff(ground, liffId, outcome)
  // What stood there before the first change is what is taken back to.
  if (!ground.journal.read()?.liff) note(ground, { liff: { made: false, liffId, before } })
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
    note(ground, { env: { before: ground.settings.LIFF_ID ?? null } })
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
  note(ground, { webhook: ground.journal.read()?.webhook ?? { before, set: endpoint } })
  const set = await setEndpoint(ground, endpoint)
  if (set.kind !== 'accepted')
    throw new Broken({
      ja: `Webhook URL を設定できませんでした（${reasonOf(set.status)}）`,
      en: `The webhook URL was not set (${reasonOf(set.status)})`,
    })
  const test = await testEndpoint(ground, endpoint)
  if (!test?.success) {
    // A webhook that does not work must not stand where one may have worked before.
    if (before) await setEndpoint(ground, before)
    throw new Broken({
      ja: `設定したWebhookにLINEから届かないため、元に戻しました（${test?.reason ?? ''}）`,
      en: `LINE did not reach the webhook, so the former one is set again (${test?.reason ?? ''})`,
    })
  }
  outcome.done.push({
    ja: `Webhook URL を設定し、LINEから届きました`,
    en: 'The webhook URL is set, and LINE reaches it',
  })
}

async function menus(ground: Ground, outcome: Outcome): Promise<void> {
  if (!outcome.liffId) return
  if (!ground.journal.read()?.menus) {
    const { lineId } = await defaultMenu(ground)
    note(ground, { menus: { defaultBefore: lineId } })
  }
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
