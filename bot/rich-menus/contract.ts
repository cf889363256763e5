/** Which menu: `guest` is the account's default one, for people who are not linked; `member` is set person by person. */
export type MenuKey = 'guest' | 'member'

/** What somebody can be shown: a menu of ours by its key, or one that another tool brought to LINE by LINE's own id. */
export type MenuRef = MenuKey | `richmenu-${string}`

/** Whether a menu is one that we neither made nor change. */
export const isForeign = (menu: string): menu is `richmenu-${string}` => menu.startsWith('richmenu-')

/** What a tap does: says a text in the chat, or opens a page. */
export type MenuAction = { type: 'message'; label: string; text: string } | { type: 'uri'; label: string; uri: string }

/** A rectangle of the picture, in its pixels from the top left, and what it does. */
export interface MenuArea {
  bounds: { x: number; y: number; width: number; height: number }
  action: MenuAction
}

/** A rich menu as we define it: what LINE takes, and its picture. */
export interface RichMenu {
  key: MenuKey
  size: { width: number; height: number }
  /** At most 14 characters, on the bar that opens the menu. */
  chatBarText: string
  areas: MenuArea[]
  /** PNG or JPEG of exactly that size, at most 1 MB. */
  picture: Uint8Array<ArrayBuffer>
}
