import { Hono } from 'hono'
import { base64Of, bytesOf, imageSizeOf, imageTypeOf } from './bytes.ts'
import { checkMenuImage, checkRichMenu } from './check-rich-menu.ts'
import { accountOf, chatOf, type Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import type { RichMenuObject } from './shapes.ts'
import type { Menu } from './state.ts'

const MOST_MENUS = 1_000
const LARGEST_IMAGE = 1024 * 1024

const asAnswer = ({ id, menu }: Menu) => ({ richMenuId: id, ...menu })

/** Rich menus: an object, then its image, then a default or a person that it is linked to. */
export function lineMenus(desk: Desk): Hono<LineEnv> {
  const app = new Hono<LineEnv>()
  const menusOf = (accountId: string) => accountOf(desk, accountId).menus

  app.post('/v2/bot/richmenu', async (c) => {
    const { accountId } = c.get('channel')
    const menu: unknown = JSON.parse(await c.req.text())
    const details = checkRichMenu(menu, desk.publicUrl)
    if (details.length > 0) return lineError(c, 400, `The request body has ${details.length} error(s)`, details)
    if (Object.keys(menusOf(accountId)).length >= MOST_MENUS)
      return lineError(c, 400, 'The number of rich menus has reached its limit')
    const id = `richmenu-${desk.hex(16)}`
    menusOf(accountId)[id] = { id, menu: menu as RichMenuObject, image: null }
    return c.json({ richMenuId: id })
  })

  app.post('/v2/bot/richmenu/validate', async (c) => {
    const details = checkRichMenu(JSON.parse(await c.req.text()), desk.publicUrl)
    return details.length > 0
      ? lineError(c, 400, `The request body has ${details.length} error(s)`, details)
      : c.json({})
  })

  app.get('/v2/bot/richmenu/list', (c) =>
    c.json({ richmenus: Object.values(menusOf(c.get('channel').accountId)).map(asAnswer) }),
  )

  // Everybody who has the one menu gets the other. LINE does it later; here it is done when the answer goes out.
  app.post('/v2/bot/richmenu/batch', async (c) => {
    const { accountId } = c.get('channel')
    const { operations } = JSON.parse(await c.req.text()) as { operations?: unknown }
    const moves = Array.isArray(operations) ? (operations as Record<string, string>[]) : []
    const known = (id: string | undefined) => id !== undefined && menusOf(accountId)[id]?.image
    if (moves.length === 0 || !moves.every(({ type, from, to }) => type === 'link' && known(from) && known(to)))
      return lineError(c, 400, 'The request body is invalid')
    for (const { from, to } of moves)
      for (const chat of Object.values(desk.state.chats))
        if (chat.accountId === accountId && chat.linkedMenuId === from) chat.linkedMenuId = to ?? null
    return c.json({}, 202)
  })

  app.get('/v2/bot/richmenu/:id', (c) => {
    const menu = menusOf(c.get('channel').accountId)[c.req.param('id')]
    return menu ? c.json(asAnswer(menu)) : lineError(c, 404, 'richmenu not found')
  })

  app.delete('/v2/bot/richmenu/:id', (c) => {
    const account = accountOf(desk, c.get('channel').accountId)
    const id = c.req.param('id')
    if (!account.menus[id]) return lineError(c, 404, 'richmenu not found')
    delete account.menus[id]
    if (account.defaultMenuId === id) account.defaultMenuId = null
    for (const chat of Object.values(desk.state.chats)) if (chat.linkedMenuId === id) chat.linkedMenuId = null
    return c.json({})
  })

  app.post('/v2/bot/richmenu/:id/content', async (c) => {
    const menu = menusOf(c.get('channel').accountId)[c.req.param('id')]
    if (!menu) return lineError(c, 404, 'richmenu not found')
    if (menu.image) return lineError(c, 400, 'An image has already been uploaded to the richmenu')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length > LARGEST_IMAGE) return lineError(c, 413, 'Request entity too large')
    const type = imageTypeOf(bytes)
    if (!type || c.req.header('content-type') !== type)
      return lineError(c, 400, 'The image must be a JPEG or PNG, and content-type must say which')
    const wrong = checkMenuImage(imageSizeOf(bytes), menu.menu.size)
    if (wrong) return lineError(c, 400, wrong)
    menu.image = { type, base64: base64Of(bytes) }
    return c.json({})
  })

  app.get('/v2/bot/richmenu/:id/content', (c) => {
    const image = menusOf(c.get('channel').accountId)[c.req.param('id')]?.image
    return image ? c.body(bytesOf(image.base64), 200, { 'content-type': image.type }) : lineError(c, 404, 'Not found')
  })

  app.get('/v2/bot/user/all/richmenu', (c) => {
    const { defaultMenuId } = accountOf(desk, c.get('channel').accountId)
    return defaultMenuId ? c.json({ richMenuId: defaultMenuId }) : lineError(c, 404, 'no default richmenu')
  })

  app.delete('/v2/bot/user/all/richmenu', (c) => {
    accountOf(desk, c.get('channel').accountId).defaultMenuId = null
    return c.json({})
  })

  app.post('/v2/bot/user/all/richmenu/:id', (c) => {
    const account = accountOf(desk, c.get('channel').accountId)
    const menu = account.menus[c.req.param('id')]
    if (!menu) return lineError(c, 404, 'richmenu not found')
    if (!menu.image) return lineError(c, 400, 'must upload richmenu image before applying it to user')
    account.defaultMenuId = menu.id
    return c.json({})
  })

  app.get('/v2/bot/user/:uid/richmenu', (c) => {
    const uid = c.req.param('uid')
    const linked = desk.state.people[uid] ? chatOf(desk, c.get('channel').accountId, uid).linkedMenuId : null
    return linked ? c.json({ richMenuId: linked }) : lineError(c, 404, 'the user has no richmenu')
  })

  app.delete('/v2/bot/user/:uid/richmenu', (c) => {
    const uid = c.req.param('uid')
    c.set('uid', uid)
    if (desk.state.people[uid]) chatOf(desk, c.get('channel').accountId, uid).linkedMenuId = null
    return c.json({})
  })

  // Linking to someone who is no friend is accepted and has no effect, as at LINE.
  app.post('/v2/bot/user/:uid/richmenu/:id', (c) => {
    const { accountId } = c.get('channel')
    const uid = c.req.param('uid')
    c.set('uid', uid)
    const menu = menusOf(accountId)[c.req.param('id')]
    if (!menu) return lineError(c, 404, 'richmenu not found')
    if (!menu.image) return lineError(c, 400, 'must upload richmenu image before applying it to user')
    if (desk.state.people[uid] && chatOf(desk, accountId, uid).friendship === 'following')
      chatOf(desk, accountId, uid).linkedMenuId = menu.id
    return c.json({})
  })

  return app
}
