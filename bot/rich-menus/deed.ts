import type { MenuAction, RichMenu } from './contract.ts'
import type { MenuDeed, MenuDefinition, MenuDraftArea } from './edit-contract.ts'

/** An action as LINE tells it. */
interface ActionAtLine {
  type: string
  label?: string | undefined
  text?: string | undefined
  uri?: string | undefined
}

/**
 * What an action at LINE means for staff; null for a kind of action that is none of ours.
 * @param liffUrl where the account's mini-app opens, without a path
 */
export function deedOf({ type, text, uri }: ActionAtLine, liffUrl: string | null): MenuDeed | null {
  if (type === 'message') return { kind: 'text', text: text ?? '' }
  if (type !== 'uri') return null
  const path = liffUrl !== null && uri?.startsWith(`${liffUrl}/`) ? uri.slice(liffUrl.length) : ''
  const form = /^\/forms\/([0-9A-Za-z_-]+)$/.exec(path)?.[1]
  if (form) return { kind: 'form', key: form }
  if (path === '/me') return { kind: 'me' }
  if (path === '/login') return { kind: 'login' }
  return { kind: 'url', url: uri ?? '' }
}

/** The action at LINE of what staff decided. */
export function actionOf({ label, deed }: MenuDraftArea, liffUrl: string | null): MenuAction {
  const page = (path: string): MenuAction => ({ type: 'uri', label, uri: `${liffUrl ?? ''}${path}` })
  switch (deed.kind) {
    case 'text':
      return { type: 'message', label, text: deed.text }
    case 'url':
      return { type: 'uri', label, uri: deed.url }
    case 'form':
      return page(`/forms/${deed.key}`)
    case 'me':
      return page('/me')
    case 'login':
      return page('/login')
  }
}

/** The menu as LINE gets it. */
export const menuOf = (
  { size, chatBarText, areas }: MenuDefinition,
  { key, picture, liffUrl }: Pick<RichMenu, 'key' | 'picture'> & { liffUrl: string | null },
): RichMenu => ({
  ...{ key, picture, size, chatBarText },
  areas: areas.map((area) => ({ bounds: area.bounds, action: actionOf(area, liffUrl) })),
})
