import { loginChannelOf } from '../channels/line/channel.ts'
import { listLiffApps } from '../channels/line/liff-apps.ts'
import { fetchBotInfo } from '../channels/line/bot-info.ts'
import { reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import { defaultMenu, listMenus } from '../channels/line/rich-menus.ts'
import { readEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Texts } from '../forms/contract.ts'
import { ownMenus } from '../rich-menus/name.ts'
import { ofProvider, ofToken } from './check-channels.ts'
import { checkServer } from './check-server.ts'
import { checkSettings } from './check-settings.ts'
import { ofReach, ofSwitches } from './check-webhook.ts'
import type { Finding, Ground, Situation } from './contract.ts'

/** The LIFF ID does not matter for which pages the menus open. */
const anyLiffId = '0000000000-anyofall'

/**
 * Looks at everything that connecting depends on and changes nothing: settings, both channels, the provider, our own
 * server, the webhook, the LIFF app and the menus.
 * @param uid the owner's user ID as the Login channel's page in the console shows it; proves that both channels have one provider
 */
export async function look(ground: Ground, { uid }: { uid: string | null }): Promise<Situation> {
  const nothing = {
    bot: null,
    endpoint: null,
    liffApps: null,
    menus: null,
    defaultMenu: null,
    pages: false,
    servedLiffId: null,
  }
  const settings = checkSettings(ground)
  if (settings.some(({ state }) => state === 'stop')) return { ...nothing, findings: settings }
  const login = loginChannelOf(ground)
  const [bot, tokens] = [
    await fetchBotInfo(ground),
    [await ofToken(ground, 'LINE', ground.place), await ofToken(login, 'LINE_LOGIN', ground.place)],
  ]
  const findings = [...settings, ...tokens]
  if (tokens.some(({ state }) => state === 'stop')) return { ...nothing, findings }
  // In the dashboard this server is the one that is asked about: LINE's own test below says how it looks from outside.
  const server =
    ground.place === 'env'
      ? await checkServer(ground, pathsOf(ground))
      : { findings: [], pages: true, servedLiffId: ground.settings.LIFF_ID ?? null }
  findings.push(await ofProvider(ground, uid), ...server.findings)
  const isReachable = ground.serves && !server.findings.some(({ state }) => state === 'stop')
  if (isReachable) findings.push(await ofReach(ground))
  const { endpoint, outcome: endpointRead } = await readEndpoint(ground)
  const { menus, outcome: menusRead } = await listMenus(ground)
  const { lineId: defaultMenuId, outcome: defaultRead } = await defaultMenu(ground)
  const liffApps = await listLiffApps(login)
  findings.push(
    ...ofSwitches(endpoint?.active ?? null),
    ...ofRead({ ja: 'Webhook URL', en: 'the webhook URL' }, endpointRead),
    ...ofRead({ ja: 'リッチメニュー', en: 'the rich menus' }, menusRead),
    // 403: the default menu is one of LINE's own manager.
    ...(defaultRead.status === 403
      ? []
      : ofRead({ ja: '標準のリッチメニュー', en: 'the default rich menu' }, defaultRead)),
    ...(liffApps ? [] : [untold({ ja: 'LIFFアプリ', en: 'the LIFF apps' })]),
  )
  return {
    findings,
    bot: bot && { name: bot.displayName ?? '', basicId: bot.basicId },
    endpoint,
    liffApps,
    menus: menus && ownMenus(menus),
    defaultMenu: defaultMenuId,
    pages: server.pages,
    servedLiffId: server.servedLiffId,
  }
}

/** What stands there now is what is taken back to: nothing is changed before LINE has told it. */
const ofRead = (what: Texts, { kind, status }: LineOutcome): Finding[] =>
  kind === 'accepted' || status === 404 ? [] : [untold(what, reasonOf(status))]

const untold = (what: Texts, reason?: string): Finding => ({
  state: 'stop',
  text: {
    ja: `LINEから今の設定を読めませんでした：${what.ja}${reason ? `（${reason}）` : ''}`,
    en: `LINE did not tell what is set now: ${what.en}${reason ? ` (${reason})` : ''}`,
  },
  todo: { ja: '少し待ってからやり直してください', en: 'Try again in a while' },
})

function pathsOf(ground: Ground): string[] {
  const addresses = ground
    .menusFor(anyLiffId)
    .flatMap(({ areas }) =>
      areas.flatMap(({ action }) => (action.type === 'uri' ? [action.uri.split(`/${anyLiffId}`)[1] ?? '/'] : [])),
    )
  return [...new Set(addresses)]
}
