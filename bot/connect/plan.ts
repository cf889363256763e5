import type { LiffApp, LiffSettings } from '../channels/line/liff-apps.ts'
import type { Ground, Situation, Step } from './contract.ts'
import { webhookUrlOf } from './check-webhook.ts'

/** What the mini-app asks of people at LINE: who they are, their name, and to send its receipt into the chat. */
const scopes = ['openid', 'profile', 'chat_message.write']

export const liffUrlOf = ({ settings, account }: Pick<Ground, 'settings' | 'account'>): string =>
  `${settings.PUBLIC_URL}/liff/${account.id}`

/** How the LIFF app has to be. */
const wantedApp = (ground: Ground, name: string): LiffSettings => ({
  view: { type: 'full', url: liffUrlOf(ground) },
  // LINE takes no name with "LINE" in it.
  description: name === '' || /line/i.test(name) ? 'Musubi' : name.slice(0, 50),
  permanentLinkPattern: 'concat',
  scope: scopes,
  botPrompt: 'normal',
})

/**
 * What has to be done, from what was found, without a `stop` among it: nothing that is right already is touched.
 * @returns null when LIFF_ID names an app that the Login channel does not have
 */
export function planOf(ground: Ground, situation: Situation): Step[] | null {
  const apps = situation.liffApps ?? []
  const { LIFF_ID } = ground.settings
  const app = LIFF_ID ? apps.find(({ liffId }) => liffId === LIFF_ID) : ownApp(ground, apps)
  if (LIFF_ID && !app) return null
  const wanted = wantedApp(ground, situation.bot?.name ?? '')
  const endpoint = webhookUrlOf(ground)
  const before = situation.endpoint?.endpoint ?? null
  return [
    app ? stepFor(app, wanted) : { kind: 'liff_make', app: wanted },
    ...(LIFF_ID ? [] : [{ kind: 'env_write' as const }]),
    before === endpoint ? { kind: 'webhook_keep', endpoint } : { kind: 'webhook_set', before, endpoint },
    situation.pages ? { kind: 'menus', defaultBefore: situation.defaultMenu } : { kind: 'menus_skip' },
  ]
}

/** Without LIFF_ID: the app that a run before made, also one that broke off before it could write its ID down. */
function ownApp(ground: Ground, apps: LiffApp[]): LiffApp | undefined {
  const { liff } = ground.journal.read() ?? {}
  if (liff?.liffId) return apps.find(({ liffId }) => liffId === liff.liffId)
  return apps.find(({ view }) => view?.url === liffUrlOf(ground))
}

function stepFor(app: LiffApp, wanted: LiffSettings): Step {
  const change: Partial<LiffSettings> = {}
  const before: Partial<LiffSettings> = {}
  if (app.view?.url !== wanted.view.url || app.view.type !== 'full') {
    change.view = wanted.view
    if (app.view) before.view = app.view
  }
  // Scopes that somebody added stay.
  const scope = [...new Set([...(app.scope ?? []), ...wanted.scope])]
  if (scope.length !== (app.scope ?? []).length) {
    change.scope = scope
    before.scope = app.scope ?? []
  }
  if (app.permanentLinkPattern !== 'concat') change.permanentLinkPattern = 'concat'
  return Object.keys(change).length === 0
    ? { kind: 'liff_keep', liffId: app.liffId }
    : { kind: 'liff_change', liffId: app.liffId, before, change }
}
