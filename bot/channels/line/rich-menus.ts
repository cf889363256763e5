import { callLine } from './call.ts'
import type { Picture } from '../../deps.ts'
import type { LineChannel } from './channel.ts'
import { fetchBytes, type Content } from './content.ts'
import { jsonIn, type LineOutcome } from './outcome.ts'

/** A rich menu as `GET /v2/bot/richmenu/list` tells it; only what we look at. */
export interface MenuAtLine {
  lineId: string
  name: string
  /** The rest of it, as LINE tells it. */
  looks?: { size?: unknown; chatBarText?: unknown; areas?: unknown }
}

/** LINE's rich menu object. */
export interface MenuObject {
  size: { width: number; height: number }
  selected: boolean
  name: string
  chatBarText: string
  areas: unknown[]
}

/** The menus that were made through the API; those of LINE's own manager are not among them. */
export async function listMenus(scope: LineChannel): Promise<{ menus: MenuAtLine[] | null; outcome: LineOutcome }> {
  const outcome = await callLine(scope, { method: 'GET', path: '/v2/bot/richmenu/list' })
  const { richmenus } = jsonIn(outcome)
  if (outcome.kind !== 'accepted' || !Array.isArray(richmenus)) return { menus: null, outcome }
  const menus = richmenus.flatMap((menu: Record<string, unknown>) =>
    typeof menu?.['richMenuId'] === 'string' && typeof menu['name'] === 'string'
      ? [{ lineId: menu['richMenuId'], name: menu['name'], looks: menu }]
      : [],
  )
  return { menus, outcome }
}

export const validateMenu = (scope: LineChannel, menu: MenuObject): Promise<LineOutcome> =>
  callLine(scope, { method: 'POST', path: '/v2/bot/richmenu/validate', body: JSON.stringify(menu) })

/** At most 100 an hour; the picture follows by `uploadPicture`, and can never be replaced. */
export async function createMenu(
  scope: LineChannel,
  menu: MenuObject,
): Promise<{ lineId: string | null; outcome: LineOutcome }> {
  const outcome = await callLine(scope, { method: 'POST', path: '/v2/bot/richmenu', body: JSON.stringify(menu) })
  const { richMenuId } = jsonIn(outcome)
  return { lineId: outcome.kind === 'accepted' && typeof richMenuId === 'string' ? richMenuId : null, outcome }
}

export const uploadPicture = (
  scope: LineChannel,
  lineId: string,
  { bytes, contentType }: Picture,
): Promise<LineOutcome> =>
  callLine(scope, {
    method: 'POST',
    host: 'data',
    path: `/v2/bot/richmenu/${lineId}/content`,
    contentType,
    body: bytes,
  })

/** The picture of a menu, as LINE has it. */
export const fetchPicture = (scope: LineChannel, lineId: string, bytesMax: number): Promise<Content> =>
  fetchBytes(scope, { path: `/v2/bot/richmenu/${encodeURIComponent(lineId)}/content`, bytesMax })

/** Accepted when the menu has a picture, 404 while it has none. */
export const findPicture = (scope: LineChannel, lineId: string): Promise<LineOutcome> =>
  callLine(scope, { method: 'GET', host: 'data', path: `/v2/bot/richmenu/${lineId}/content` })

/** The default menu of the API; null when there is none, or when it is one of LINE's own manager (403). */
export async function defaultMenu(scope: LineChannel): Promise<{ lineId: string | null; outcome: LineOutcome }> {
  const outcome = await callLine(scope, { method: 'GET', path: '/v2/bot/user/all/richmenu' })
  const { richMenuId } = jsonIn(outcome)
  return { lineId: typeof richMenuId === 'string' ? richMenuId : null, outcome }
}

export const setDefaultMenu = (scope: LineChannel, lineId: string): Promise<LineOutcome> =>
  callLine(scope, { method: 'POST', path: `/v2/bot/user/all/richmenu/${lineId}` })

export const clearDefaultMenu = (scope: LineChannel): Promise<LineOutcome> =>
  callLine(scope, { method: 'DELETE', path: '/v2/bot/user/all/richmenu' })

/** 200 also for people who are no friends, for whom it has no effect. */
export const linkMenu = (scope: LineChannel, uid: string, lineId: string): Promise<LineOutcome> =>
  callLine(scope, { method: 'POST', path: `/v2/bot/user/${uid}/richmenu/${lineId}` })

export const unlinkMenu = (scope: LineChannel, uid: string): Promise<LineOutcome> =>
  callLine(scope, { method: 'DELETE', path: `/v2/bot/user/${uid}/richmenu` })

export const deleteMenu = (scope: LineChannel, lineId: string): Promise<LineOutcome> =>
  callLine(scope, { method: 'DELETE', path: `/v2/bot/richmenu/${lineId}` })

/** Everybody who has the one menu gets the other: one call whatever their number, three an hour; LINE does it afterwards. */
export const moveEverybody = (
  scope: LineChannel,
  { from, to, key }: { from: string; to: string; key: string },
): Promise<LineOutcome> =>
  callLine(scope, {
    method: 'POST',
    path: '/v2/bot/richmenu/batch',
    body: JSON.stringify({ operations: [{ type: 'link', from, to }], resumeRequestKey: key }),
  })
