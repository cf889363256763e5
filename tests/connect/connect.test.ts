import { afterEach, expect, test } from 'vitest'
import { withSetting } from '../../bot/connect/env-line.ts'
import { liffAppsOf } from '../../simulator/line-liff-apps.ts'
import { checkLineRequest, hasLineContract } from '../contract/openapi.ts'
import { mainChannel } from '../support/world.ts'
import { createOwner, liffUrl, publicUrl, webhookUrl, type Owner } from './ground.ts'

let owner: Owner
const begin = async (more?: Parameters<typeof createOwner>[0]) => (owner = await createOwner(more))
afterEach(() => owner.world.close())

const atLine = () => owner.world.simulator.state.accounts['main']!
const apps = () => Object.values(liffAppsOf(owner.world.simulator.desk, 'main'))
const stops = (found: Awaited<ReturnType<Owner['run']>>) =>
  found.findings.filter(({ state }) => state === 'stop').map(({ text }) => text.en)
const changing = () =>
  owner.sent.filter(({ method, url }) => method !== 'GET' && !/token|validate|webhook\/test/.test(url))

test('N5: one command sets and tests the webhook, makes the LIFF app, brings the menus and prints both addresses', async () => {
  await begin()
  const { well, addresses } = await owner.run()
  expect(well).toBe(true)
  expect(atLine().endpoint).toBe(webhookUrl)
  const [app] = apps()
  expect(app).toMatchObject({
    view: { type: 'full', url: liffUrl },
    description: '喫茶むすび',
    permanentLinkPattern: 'concat',
    scope: ['openid', 'profile', 'chat_message.write'],
    botPrompt: 'normal',
  })
  expect(owner.env.liffId).toBe(app!.liffId)
  expect(Object.keys(atLine().menus)).toHaveLength(2)
  expect(atLine().menus[atLine().defaultMenuId!]!.menu.areas[3]!.action.uri).toBe(
    `https://liff.line.me/${app!.liffId}/login`,
  )
  expect(addresses).toEqual([`https://liff.line.me/${app!.liffId}`, 'https://line.me/R/ti/p/%40musubi'])
})

test('N5: a dry run shows the plan and changes nothing', async () => {
  await begin()
  const { well, said } = await owner.run({ dryRun: true })
  expect(well).toBe(true)
  expect(said).toMatch(
    /make a LIFF app.*\n.*write LIFF_ID.*\n.*none → https:\/\/crm.example.com\/webhook\/main.*\n.*make the rich menus/,
  )
  expect(changing()).toEqual([])
  expect(owner.journal()).toBeNull()
  expect(owner.env.liffId).toBeNull()
})

test('N5: run again it finds everything in place and makes nothing twice', async () => {
  await begin()
  await owner.run()
  const [menus, before] = [Object.keys(atLine().menus), apps()]
  owner.sent.length = 0
  const { well, said } = await owner.run()
  expect(well).toBe(true)
  expect(said).toMatch(/LIFF app .* stays\n.*webhook URL stays.*\n.*rich menus stay/)
  expect(changing()).toEqual([])
  expect(Object.keys(atLine().menus)).toEqual(menus)
  expect(apps()).toEqual(before)
})

const deaths: [string, RegExp, string][] = [
  ['making the LIFF app', /\/liff\/v1\/apps$/, 'POST'],
  ['setting the webhook', /webhook\/endpoint$/, 'PUT'],
  ['making a menu', /\/v2\/bot\/richmenu$/, 'POST'],
  ['sending its picture', /\/content$/, 'POST'],
  ['setting the default menu', /\/user\/all\/richmenu\//, 'POST'],
]
test.each(deaths)(
  'N5: a run that ends while %s is finished by the next one, with nothing made twice',
  async (_, path, method) => {
    await begin()
    owner.dieAt(path, method)
    expect((await owner.run()).well).toBe(false)
    expect((await owner.run()).well).toBe(true)
    expect(apps()).toHaveLength(1)
    expect(owner.env.liffId).toBe(apps()[0]!.liffId)
    expect(atLine().endpoint).toBe(webhookUrl)
    expect(Object.values(atLine().menus).map(({ image }) => image !== null)).toEqual([true, true])
    expect(atLine().defaultMenuId).not.toBeNull()
  },
)

test.each(deaths)('N5: a run that ends while %s can be taken back whole', async (_, path, method) => {
  await begin()
  owner.dieAt(path, method)
  await owner.run()
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(apps()).toEqual([])
  expect(atLine().menus).toEqual({})
  expect(owner.env.liffId).toBeNull()
  expect(owner.journal()).toBeNull()
})

test('N5: undo puts back the webhook and the LIFF app that were there, and removes only what was made', async () => {
  await begin({ LIFF_ID: '2000000002-old00001' })
  const former = { ...mainChannel, liffId: '2000000002-old00001', liffEndpointUrl: 'https://old.example.com/app' }
  owner.world.simulator.addChannel({ ...former, webhookUrl: 'https://old.example.com/hook' })
  const before = apps()
  expect((await owner.run()).well).toBe(true)
  expect(apps()[0]).toMatchObject({ liffId: '2000000002-old00001', view: { url: liffUrl } })
  const { well } = await owner.run({ undo: true })
  expect(well).toBe(true)
  expect(apps()).toEqual(before)
  expect(atLine().endpoint).toBe('https://old.example.com/hook')
  expect(atLine().menus).toEqual({})
  expect((await owner.run({ undo: true })).said).toMatch(/nothing to take back/)
})

test('N5: undo leaves the menus that staff made in the dashboard', async () => {
  await begin()
  await owner.run()
  const [one] = Object.values(atLine().menus)
  one!.menu.name = `${one!.menu.name}/staff`
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(Object.values(atLine().menus)).toEqual([one])
})

test('N5: an undo that LINE interrupts goes on where it stopped', async () => {
  await begin()
  await owner.run()
  owner.world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/liff/v1/apps/' } })
  expect((await owner.run({ undo: true })).well).toBe(false)
  expect(atLine().menus).toEqual({})
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(apps()).toEqual([])
})

test('N5: undo leaves a webhook that somebody has set since', async () => {
  await begin()
  await owner.run()
  atLine().endpoint = 'https://other.example.com/hook'
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(atLine().endpoint).toBe('https://other.example.com/hook')
})

const wrong: [string, Record<string, string | undefined>, RegExp][] = [
  [
    'a wrong channel secret',
    { LINE_CHANNEL_SECRET: 'f'.repeat(32) },
    /^LINE_CHANNEL_ID or LINE_CHANNEL_SECRET is wrong/,
  ],
  ['a wrong Login secret', { LINE_LOGIN_CHANNEL_SECRET: 'f'.repeat(32) }, /^LINE_LOGIN_CHANNEL_ID or .* is wrong/],
  ['an address without https', { PUBLIC_URL: 'http://crm.example.com' }, /must be a public https address/],
  ['an address of this machine', { PUBLIC_URL: 'https://localhost:3000' }, /must be a public https address/],
  ['a server that does not answer', { PUBLIC_URL: 'https://nowhere.example.com' }, /does not answer/],
  ['one channel for both', { LINE_LOGIN_CHANNEL_ID: mainChannel.channelId }, /are the same/],
  ['a LIFF ID of another channel', { LIFF_ID: '2000000009-stranger' }, /is not one of the channel/],
]
test.each(wrong)('N5: %s stops it, in plain words, before anything is changed', async (_, more, words) => {
  await begin(more)
  const found = await owner.run()
  expect(found.well).toBe(false)
  expect(stops(found).join('\n')).toMatch(words)
  expect(changing()).toEqual([])
  expect(owner.journal()).toBeNull()
})

test('N5: a server that runs with another secret than ours is told from one that does not run', async () => {
  await begin()
  const { verifySignature } = owner.world.deps
  owner.world.deps.verifySignature = async () => false
  expect(stops(await owner.run())).toEqual(['The server does not take the webhook (401)'])
  owner.world.deps.verifySignature = verifySignature
})

test('N5: without the pages that the menus open no menus are made, and it says how to get them', async () => {
  await begin()
  const { fetch } = owner.ground
  owner.ground.fetch = async (url, init) =>
    url.endsWith('/forms/seminar') ? owner.world.app.request('/liff/main/forms/gone') : fetch(url, init)
  const { well, findings } = await owner.run()
  expect(well).toBe(true)
  expect(findings.find(({ state }) => state === 'warn')?.todo?.en).toMatch(/MUSUBI_DEMO=on/)
  expect(atLine().menus).toEqual({})
})

test('N5: where LINE offers no friend option the LIFF app is made without it', async () => {
  await begin()
  const { fetch } = owner.ground
  owner.ground.fetch = async (url, init) =>
    url.endsWith('/liff/v1/apps') && String(init.body).includes('"botPrompt":"normal"')
      ? Response.json({ message: 'no bot is linked' }, { status: 400 })
      : fetch(url, init)
  expect((await owner.run()).well).toBe(true)
  expect(apps()).toMatchObject([{ botPrompt: 'none' }])
})

test('N5: a MINI App channel, which takes no LIFF app, is told what to do in the console, and nothing is half done', async () => {
  await begin()
  const { fetch } = owner.ground
  owner.ground.fetch = async (url, init) =>
    url.endsWith('/liff/v1/apps') && init.method === 'POST'
      ? Response.json({ message: 'forbidden' }, { status: 403 })
      : fetch(url, init)
  const found = await owner.run()
  expect(found.well).toBe(false)
  expect(stops(found)[0]).toMatch(/MINI App channel set the endpoint URL to https:\/\/crm\.example\.com\/liff\/main/)
  expect(atLine().endpoint).toBeNull()
  expect(atLine().menus).toEqual({})
})

test('F1: that both channels have one provider is told to be looked at, and proven by the owner’s own user ID', async () => {
  await begin()
  const sato = owner.world.simulator.addPerson({ name: '佐藤' }).uid
  await owner.world.simulator.follow(sato, 'main')
  const unproven = await owner.run({ dryRun: true })
  expect(unproven.findings.find(({ text }) => /IMPORTANT: no API tells/.test(text.en ?? ''))?.state).toBe('look')
  const proven = await owner.run({ dryRun: true, uid: sato })
  expect(proven.findings.map(({ text }) => text.en)).toContain('Both channels have one provider (proven by the UID)')
})

test('F1: a user ID that the Messaging API channel does not know stops it: the providers may differ', async () => {
  await begin()
  const found = await owner.run({ uid: `U${'1'.repeat(32)}` })
  expect(found.well).toBe(false)
  expect(stops(found)).toEqual([
    'The Messaging API channel does not know this UID: the channels may have different providers',
  ])
  expect(changing()).toEqual([])
})

test.skipIf(!hasLineContract)(
  'every request of connecting and taking back is valid against LINE’s OpenAPI files',
  async () => {
    await begin()
    await owner.run()
    await owner.run({ undo: true })
    const ours = owner.sent.filter(({ url }) => !url.startsWith(publicUrl))
    expect(ours.map((request) => checkLineRequest(request)).flat()).toEqual([])
    expect(new Set(ours.map(({ url }) => new URL(url).pathname.split('/')[1]))).toEqual(
      new Set(['oauth2', 'v2', 'liff']),
    )
  },
)

test('one setting of a .env file changes and the rest stays to the letter', () => {
  const file = '# a\nPORT=3000\n# LIFF_ID=\nSTAFF_EMAIL=a@example.com\n'
  const written = withSetting(file, 'LIFF_ID', '1-a')
  expect(written).toBe('# a\nPORT=3000\nLIFF_ID=1-a\nSTAFF_EMAIL=a@example.com\n')
  expect(withSetting(written, 'LIFF_ID', '1-$b')).toBe(written.replace('1-a', '1-$b'))
  expect(withSetting(written, 'LIFF_ID', null)).toBe(file)
  expect(withSetting('PORT=1', 'LIFF_ID', '1-a')).toBe('PORT=1\nLIFF_ID=1-a\n')
  expect(withSetting('', 'LIFF_ID', '1-a')).toBe('LIFF_ID=1-a\n')
  expect(withSetting('MY_LIFF_ID=x\n', 'LIFF_ID', null)).toBe('MY_LIFF_ID=x\n')
})

const withWebhook = (webhookUrl: string) =>
  owner.world.simulator.addChannel({ ...mainChannel, liffId: null, liffEndpointUrl: null, webhookUrl })

const untold: [string, RegExp][] = [
  ['the webhook', /webhook\/endpoint$/],
  ['the LIFF apps', /\/liff\/v1\/apps$/],
  ['the rich menus', /richmenu\/list$/],
  ['the default rich menu', /user\/all\/richmenu$/],
]
test.each(untold)(
  'N5: while LINE does not tell %s nothing is changed, so that nothing is lost or made twice',
  async (_, path) => {
    await begin()
    withWebhook('https://old.example.com/hook')
    owner.failAt(path)
    const found = await owner.run()
    expect(found.well).toBe(false)
    expect(stops(found).join('\n')).toMatch(/LINE did not tell/)
    expect(changing()).toEqual([])
    expect(owner.journal()).toBeNull()
    expect((await owner.run()).well).toBe(true)
    expect(apps()).toHaveLength(1)
    expect((await owner.run({ undo: true })).well).toBe(true)
    expect(atLine().endpoint).toBe('https://old.example.com/hook')
  },
)

const unreached = /webhook\/test$/
test.each([
  ['https://old.example.com/hook', /It is https:\/\/old\.example\.com\/hook again/],
  [null, /It stays set to https:\/\/crm\.example\.com\/webhook\/main: there was none before/],
])(
  'N5: a webhook that fails its test after it was set says what stands there now (before: %s)',
  async (before, words) => {
    await begin()
    if (before) withWebhook(before)
    // The first test is of the look, the second one of the webhook that was set.
    owner.failAt(unreached, { after: 1 })
    const found = await owner.run()
    expect(stops(found).join('\n')).toMatch(words)
    expect(atLine().endpoint).toBe(before ?? webhookUrl)
  },
)

const oldApp = { ...mainChannel, liffId: '2000000002-old00001', liffEndpointUrl: 'https://old.example.com/app' }
const ofOldApp = async () => {
  await begin({ LIFF_ID: oldApp.liffId })
  owner.world.simulator.addChannel({ ...oldApp, webhookUrl: 'https://old.example.com/hook' })
  await owner.run()
}

test('N5: undo leaves what somebody has changed in the LIFF app since, and says so', async () => {
  await ofOldApp()
  apps()[0]!.view.url = 'https://new.example.com/app'
  const { well, findings } = await owner.run({ undo: true })
  expect(well).toBe(true)
  expect(apps()[0]!.view.url).toBe('https://new.example.com/app')
  expect(findings.find(({ state }) => state === 'look')?.text.en).toMatch(/changed since in the LIFF app .* stays/)
})

test('N5: undo does not remove an app that we made and that somebody uses for something else since', async () => {
  await begin()
  await owner.run()
  apps()[0]!.view.url = 'https://new.example.com/app'
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(apps()).toHaveLength(1)
})

test('N5: undo leaves another LIFF_ID that somebody has written into .env since', async () => {
  await begin()
  await owner.run()
  owner.env.liffId = '2000000002-another1'
  await owner.run({ undo: true })
  expect(owner.env.liffId).toBe('2000000002-another1')
})

test('N5: undo after two runs goes back to what stood there before the first one, in everything that either of them changed', async () => {
  await ofOldApp()
  apps()[0]!.scope = ['openid']
  await owner.run()
  expect(apps()[0]!.scope).toEqual(['openid', 'profile', 'chat_message.write'])
  await owner.run({ undo: true })
  expect(apps()[0]).toMatchObject({ view: { url: 'https://old.example.com/app' }, scope: ['openid'] })
})

test('N5: undo sets back the webhook that somebody had set between two runs, not an older one', async () => {
  await ofOldApp()
  atLine().endpoint = 'https://other.example.com/hook'
  await owner.run()
  await owner.run({ undo: true })
  expect(atLine().endpoint).toBe('https://other.example.com/hook')
})

test('N5: an undo that cannot see the LIFF apps keeps its notes and says so', async () => {
  await begin()
  owner.dieAt(/\/liff\/v1\/apps$/, 'POST')
  await owner.run()
  owner.failAt(/\/liff\/v1\/apps$/)
  expect((await owner.run({ undo: true })).well).toBe(false)
  expect(apps()).toHaveLength(1)
  expect((await owner.run({ undo: true })).well).toBe(true)
  expect(apps()).toEqual([])
})

test('N5: that the sample members have a published PIN is told while the demo is switched on', async () => {
  await begin({ MUSUBI_DEMO: 'on' })
  const { findings } = await owner.run({ dryRun: true })
  expect(findings.find(({ state }) => state === 'warn')?.text.en).toMatch(/PIN of the sample members .* is published/)
})
