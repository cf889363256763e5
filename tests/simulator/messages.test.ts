import { expect, test } from 'vitest'
import { checkMessages } from '../../simulator/check-messages.ts'
import { checkRichMenu } from '../../simulator/check-rich-menu.ts'
import { hello, makeDesk } from './desk.ts'

const HERE = 'http://localhost:3000'
const wrong = (...messages: unknown[]) => checkMessages(messages, HERE).map(({ property }) => property)
const action = { type: 'postback', label: 'はい', data: 'yes' }
const text = (more: object) => ({ type: 'text', text: 'A', ...more })
const flex = (body: object) => ({ type: 'flex', altText: 'A', contents: { type: 'bubble', body } })
const box = (...contents: object[]) => ({ type: 'box', layout: 'vertical', contents })

test('one to five messages of known types', () => {
  expect(wrong(...Array.from({ length: 5 }, () => hello[0]))).toEqual([])
  expect(wrong(...Array.from({ length: 6 }, () => hello[0]))).toEqual(['messages'])
  expect(wrong()).toEqual(['messages'])
  expect(wrong({ type: 'poem' })).toEqual(['messages[0].type'])
})

test('a text has 1 to 5,000 UTF-16 code units', () => {
  expect(wrong(text({ text: 'あ'.repeat(5000) }))).toEqual([])
  expect(wrong(text({ text: '𩸽'.repeat(2501) }))).toEqual(['messages[0].text'])
  expect(wrong(text({ text: '' }))).toEqual(['messages[0].text'])
})

test('labels are counted as people see them, data as UTF-16', () => {
  const items = (...actions: object[]) =>
    text({ quickReply: { items: actions.map((one) => ({ type: 'action', action: one })) } })
  expect(wrong(items({ ...action, label: '👨‍👩‍👧‍👦'.repeat(20) }))).toEqual([])
  expect(wrong(items({ ...action, label: 'あ'.repeat(21) }))).toEqual(['messages[0].quickReply.items[0].action.label'])
  expect(wrong(items({ ...action, data: 'a'.repeat(301) }))).toEqual(['messages[0].quickReply.items[0].action.data'])
  expect(wrong(items({ type: 'postback', data: 'a' }))).toEqual(['messages[0].quickReply.items[0].action.label'])
  expect(wrong(items(...Array.from({ length: 13 }, () => action)))).toEqual([])
  expect(wrong(items(...Array.from({ length: 14 }, () => action)))).toEqual(['messages[0].quickReply.items'])
  expect(wrong(items({ type: 'uri', label: 'A', uri: 'javascript:alert(1)' }))).toEqual([
    'messages[0].quickReply.items[0].action.uri',
  ])
  expect(wrong(items({ type: 'datetimepicker', label: 'A', data: 'a', mode: 'date', max: '24.12.2026' }))).toEqual([
    'messages[0].quickReply.items[0].action.max',
  ])
})

test('templates keep their limits', () => {
  const template = (more: object) => ({
    type: 'template',
    altText: 'A',
    template: { type: 'buttons', text: 'A', actions: [action], ...more },
  })
  expect(wrong(template({}))).toEqual([])
  expect(wrong(template({ text: 'あ'.repeat(161) }))).toEqual(['messages[0].template.text'])
  expect(wrong(template({ title: '題', text: 'あ'.repeat(61) }))).toEqual(['messages[0].template.text'])
  expect(wrong(template({ actions: Array.from({ length: 5 }, () => action) }))).toEqual([
    'messages[0].template.actions',
  ])
  expect(wrong(template({ type: 'confirm' }))).toEqual(['messages[0].template.actions'])
  const columns = [
    { text: 'A', actions: [action] },
    { text: 'B', actions: [action, action] },
  ]
  expect(wrong(template({ type: 'carousel', columns }))).toEqual(['messages[0].template.columns'])
})

test('Flex is checked to its depths: kinds, properties, sizes', () => {
  expect(
    wrong(
      flex(
        box({ type: 'text', text: 'A', wrap: true, size: 'lg', color: '#243B6B' }, { type: 'separator', margin: 'md' }),
      ),
    ),
  ).toEqual([])
  expect(wrong(flex(box({ type: 'button', style: 'primary', action })))).toEqual([])
  expect(wrong(flex(box({ type: 'text', text: '' })))).toEqual(['messages[0].contents.body.contents[0].text'])
  expect(wrong(flex(box({ type: 'text', text: 'A', color: 'red' })))).toEqual([
    'messages[0].contents.body.contents[0].color',
  ])
  expect(wrong(flex(box({ type: 'text', text: 'A', onclick: 'x' })))).toEqual([
    'messages[0].contents.body.contents[0].onclick',
  ])
  expect(wrong(flex(box({ type: 'button', action: { ...action, label: undefined } })))).toEqual([
    'messages[0].contents.body.contents[0].action.label',
  ])
  expect(wrong(flex({ type: 'box', layout: 'baseline', contents: [{ type: 'button', action }] }))).toEqual([
    'messages[0].contents.body.contents[0].type',
  ])
  expect(
    wrong(
      flex(
        box(
          { type: 'text', text: 'あ'.repeat(5000) },
          { type: 'text', text: 'い'.repeat(5000) },
          { type: 'text', text: 'う'.repeat(3000) },
        ),
      ),
    ),
  ).toEqual(['messages[0].contents'])
  expect(
    wrong({
      type: 'flex',
      altText: 'A',
      contents: { type: 'carousel', contents: Array.from({ length: 13 }, () => ({ type: 'bubble', body: box() })) },
    }),
  ).toEqual(['messages[0].contents.contents'])
  expect(wrong({ ...flex(box()), altText: 'A'.repeat(1501) })).toEqual(['messages[0].altText'])
})

test('addresses are HTTPS, save those of the desk itself', () => {
  const image = (url: string) => ({ type: 'image', originalContentUrl: url, previewImageUrl: url })
  expect(wrong(image('https://example.com/a.png'))).toEqual([])
  expect(wrong(image(`${HERE}/a.png`))).toEqual([])
  expect(wrong(image('http://example.com/a.png'))).toHaveLength(2)
  expect(wrong(image('https://example.com/絵.png'))).toHaveLength(2)
})

test('LINE answers 400 with details, 413 for more than 2 MB, and 400 for what is no JSON', async () => {
  const { line, simulator } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  const refused = await line('POST', '/v2/bot/message/push', { to: uid, messages: [text({ text: '' })] })
  expect(refused).toMatchObject({
    status: 400,
    json: {
      message: 'The request body has 1 error(s)',
      details: [{ property: 'messages[0].text', message: 'May not be empty' }],
    },
  })
  expect((await line('POST', '/v2/bot/message/validate/reply', { messages: hello })).status).toBe(200)
  expect((await line('POST', '/v2/bot/message/validate/push', { messages: [] })).status).toBe(400)
  expect(
    (await line('POST', '/v2/bot/message/push', { to: uid, messages: hello, fat: 'a'.repeat(2 * 1024 * 1024) })).status,
  ).toBe(413)
  expect((await line('POST', '/v2/bot/message/push', new TextEncoder().encode('{"to":'))).status).toBe(400)
  expect((await line('POST', '/v2/bot/message/pull', {})).status).toBe(404)
})

test('a rich menu needs its image before it can be shown, and belongs to friends', async () => {
  const { line, simulator } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  const menu = {
    size: { width: 2500, height: 1686 },
    selected: true,
    name: 'menu',
    chatBarText: 'メニュー',
    areas: [{ bounds: { x: 0, y: 0, width: 2500, height: 1686 }, action: { type: 'message', text: 'A' } }],
  }
  expect(checkRichMenu(menu, HERE)).toEqual([])
  expect(checkRichMenu({ ...menu, chatBarText: 'あ'.repeat(15) }, HERE)).toHaveLength(1)
  expect((await line('POST', '/v2/bot/richmenu', { ...menu, areas: [] })).status).toBe(400)
  const { richMenuId } = (await line('POST', '/v2/bot/richmenu', menu)).json
  expect((await line('POST', `/v2/bot/user/all/richmenu/${richMenuId}`)).status).toBe(400)
  const png = pngOf(2500, 1686)
  expect(
    (await line('POST', `/v2/bot/richmenu/${richMenuId}/content`, png, { 'content-type': 'image/jpeg' })).status,
  ).toBe(400)
  for (const wrong of [pngOf(2500, 843), pngOf(700, 400), pngOf(2500, 1686).subarray(0, 20)])
    expect(
      (await line('POST', `/v2/bot/richmenu/${richMenuId}/content`, wrong, { 'content-type': 'image/png' })).status,
    ).toBe(400)
  expect(
    (await line('POST', `/v2/bot/richmenu/${richMenuId}/content`, png, { 'content-type': 'image/png' })).status,
  ).toBe(200)
  expect((await line('POST', `/v2/bot/user/all/richmenu/${richMenuId}`)).status).toBe(200)
  expect((await line('GET', '/v2/bot/user/all/richmenu')).json).toEqual({ richMenuId })
  expect((await line('GET', '/v2/bot/richmenu/list')).json.richmenus).toEqual([{ richMenuId, ...menu }])
  await line('POST', `/v2/bot/user/${uid}/richmenu/${richMenuId}`)
  expect((await line('GET', `/v2/bot/user/${uid}/richmenu`)).status).toBe(404)
  await simulator.follow(uid, 'main')
  await line('POST', `/v2/bot/user/${uid}/richmenu/${richMenuId}`)
  expect((await line('GET', `/v2/bot/user/${uid}/richmenu`)).json).toEqual({ richMenuId })
  expect((await line('DELETE', `/v2/bot/richmenu/${richMenuId}`)).status).toBe(200)
  expect((await line('GET', '/v2/bot/user/all/richmenu')).status).toBe(404)
})

test('everybody who has one rich menu gets another by one call, and a menu that is deleted is nobody’s', async () => {
  const { line, simulator } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  await simulator.follow(uid, 'main')
  const menu = {
    size: { width: 800, height: 400 },
    selected: true,
    name: 'menu',
    chatBarText: 'メニュー',
    areas: [{ bounds: { x: 0, y: 0, width: 800, height: 400 }, action: { type: 'message', text: 'A' } }],
  }
  const make = async () => {
    const { richMenuId } = (await line('POST', '/v2/bot/richmenu', menu)).json
    await line('POST', `/v2/bot/richmenu/${richMenuId}/content`, pngOf(800, 400), { 'content-type': 'image/png' })
    return richMenuId as string
  }
  const [from, to] = [await make(), await make()]
  await line('POST', `/v2/bot/user/${uid}/richmenu/${from}`)
  const move = { operations: [{ type: 'link', from, to }] }
  expect((await line('POST', '/v2/bot/richmenu/batch', move)).status).toBe(202)
  expect((await line('GET', `/v2/bot/user/${uid}/richmenu`)).json).toEqual({ richMenuId: to })
  await line('DELETE', `/v2/bot/richmenu/${to}`)
  expect((await line('GET', `/v2/bot/user/${uid}/richmenu`)).status).toBe(404)
  expect((await line('POST', '/v2/bot/richmenu/batch', move)).status).toBe(400)
  expect((await line('POST', `/v2/bot/user/${uid}/richmenu/${to}`)).status).toBe(404)
})

/** The beginning of a PNG of that size: as much as LINE’s limits are about. */
function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}
