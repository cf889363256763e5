import { callLine } from './call.ts'
import type { LineChannel } from './channel.ts'
import { jsonIn, type LineOutcome } from './outcome.ts'

/** What of a LIFF app we set; the same shape as LIFF's server API takes it. */
export interface LiffSettings {
  view: { type: 'compact' | 'tall' | 'full'; url: string }
  description: string
  permanentLinkPattern: 'concat'
  scope: string[]
  botPrompt: 'normal' | 'aggressive' | 'none'
}

export type LiffApp = Partial<LiffSettings> & { liffId: string }

/** The LIFF apps of the Login channel (or the one of a MINI App channel); null when LINE did not tell. */
export async function listLiffApps(login: LineChannel): Promise<LiffApp[] | null> {
  const outcome = await callLine(login, { method: 'GET', path: '/liff/v1/apps' })
  if (outcome.status === 404) return []
  const { apps } = jsonIn(outcome)
  return outcome.kind === 'accepted' && Array.isArray(apps) ? (apps as LiffApp[]) : null
}

/** At most 30 a channel; a MINI App channel has its one from the beginning and takes none. */
export async function createLiffApp(
  login: LineChannel,
  app: LiffSettings,
): Promise<{ liffId: string | null; outcome: LineOutcome }> {
  const outcome = await callLine(login, { method: 'POST', path: '/liff/v1/apps', body: JSON.stringify(app) })
  const { liffId } = jsonIn(outcome)
  return { liffId: outcome.kind === 'accepted' && typeof liffId === 'string' ? liffId : null, outcome }
}

/** What is left out stays as it is. */
export const updateLiffApp = (login: LineChannel, liffId: string, app: Partial<LiffSettings>): Promise<LineOutcome> =>
  callLine(login, { method: 'PUT', path: `/liff/v1/apps/${liffId}`, body: JSON.stringify(app) })

export const deleteLiffApp = (login: LineChannel, liffId: string): Promise<LineOutcome> =>
  callLine(login, { method: 'DELETE', path: `/liff/v1/apps/${liffId}` })
