import { loginChannelOf } from '../channels/line/channel.ts'
import { listLiffApps } from '../channels/line/liff-apps.ts'
import { fetchBotInfo } from '../channels/line/bot-info.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import { readEndpoint } from '../channels/line/webhook-endpoint.ts'
import { ownMenus } from '../rich-menus/name.ts'
import { ofProvider, ofToken } from './check-channels.ts'
import { checkServer } from './check-server.ts'
import { checkSettings } from './check-settings.ts'
import { ofReach, ofSwitches } from './check-webhook.ts'
import type { Ground, Situation } from './contract.ts'

/** The LIFF ID does not matter for which pages the menus open. */
const anyLiffId = '0000000000-anyofall'

/**
 * Looks at everything that connecting depends on and changes nothing: settings, both channels, the provider, our own
 * server, the webhook, the LIFF app and the menus.
 * @param uid the owner's user ID as the Login channel's page in the console shows it; proves that both channels have one provider
 */
export async function look(ground: Ground, { uid }: { uid: string | null }): Promise<Situation> {
  const nothing = { bot: null, endpoint: null, liffApps: null, menus: null, pages: false, servedLiffId: null }
  const settings = checkSettings(ground)
  if (settings.some(({ state }) => state === 'stop')) return { ...nothing, findings: settings }
  const login = loginChannelOf(ground)
  const [bot, tokens] = [
    await fetchBotInfo(ground),
    [await ofToken(ground, 'LINE'), await ofToken(login, 'LINE_LOGIN')],
  ]
  const findings = [...settings, ...tokens]
  if (tokens.some(({ state }) => state === 'stop')) return { ...nothing, findings }
  const server = await checkServer(ground, pathsOf(ground))
  findings.push(await ofProvider(ground, uid), ...server.findings)
  if (!server.findings.some(({ state }) => state === 'stop')) findings.push(await ofReach(ground))
  const { endpoint } = await readEndpoint(ground)
  findings.push(...ofSwitches(endpoint?.active ?? null))
  const { menus } = await listMenus(ground)
  return {
    findings,
    bot: bot && { name: bot.displayName ?? '', basicId: bot.basicId },
    endpoint,
    liffApps: await listLiffApps(login),
    menus: menus && ownMenus(menus),
    pages: server.pages,
    servedLiffId: server.servedLiffId,
  }
}

function pathsOf(ground: Ground): string[] {
  const addresses = ground
    .menusFor(anyLiffId)
    .flatMap(({ areas }) =>
      areas.flatMap(({ action }) => (action.type === 'uri' ? [action.uri.split(`/${anyLiffId}`)[1] ?? '/'] : [])),
    )
  return [...new Set(addresses)]
}
