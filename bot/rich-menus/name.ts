import type { MenuAtLine } from '../channels/line/rich-menus.ts'
import { sha256Hex } from '../seal.ts'
import { isForeign, type MenuKey, type RichMenu } from './contract.ts'

/**
 * What we write into the name of a menu at LINE, which nobody but us sees. So LINE itself tells which menus are ours:
 * a database that was restored, or a command that has none, makes nothing a second time.
 */
export interface MenuName {
  key: MenuKey
  fingerprint: string
  /** Milliseconds UTC; of two menus of one key the later one holds. */
  madeAt: number
  /** Made by staff in the dashboard: nothing but they put another one in its place. */
  byStaff: boolean
}

/** A menu at LINE that we made. */
export type OwnMenu = MenuAtLine & MenuName

const pattern = /^musubi\/(guest|member)\/([0-9a-f]{64})\/(\d{1,15})(\/staff)?$/

export const writeName = ({ key, fingerprint, madeAt, byStaff }: MenuName): string =>
  `musubi/${key}/${fingerprint}/${madeAt}${byStaff ? '/staff' : ''}`

/** The menus among those at LINE that are ours, the newest first. */
export function ownMenus(menus: MenuAtLine[]): OwnMenu[] {
  return menus
    .flatMap((menu) => {
      const [, key, fingerprint, madeAt, staff] = pattern.exec(menu.name) ?? []
      if (!key || !fingerprint) return []
      return [{ ...menu, key: key as MenuKey, fingerprint, madeAt: Number(madeAt), byStaff: staff !== undefined }]
    })
    .toSorted((a, b) => b.madeAt - a.madeAt)
}

/** The menus among those at LINE that another tool made through the API; older ones of ours are not among them. */
export const foreignMenus = (menus: MenuAtLine[]) =>
  menus.flatMap(({ lineId, ...menu }) => (isForeign(lineId) && !pattern.test(menu.name) ? [{ ...menu, lineId }] : []))

/** The menu of a key that holds: the newest one. */
export const newest = (menus: OwnMenu[], key: MenuKey): OwnMenu | undefined => menus.find((menu) => menu.key === key)

/** SHA-256 over everything that people see of it: LINE's menus cannot be changed, so another one is another menu. */
export async function fingerprintOf({ size, chatBarText, areas, picture }: RichMenu): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', picture))
  return sha256Hex(JSON.stringify([size, chatBarText, areas, [...hash]]))
}
