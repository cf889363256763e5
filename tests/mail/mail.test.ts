import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { staffApi } from '../../bot/http/staff-api.ts'
import { isNearby, smtpMailer } from '../../bot/channels/email/smtp.ts'
import { recordMail, type NewMail } from '../../bot/mail/record.ts'
import { mails } from '../../db/schema/index.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { createWorld, type World } from '../support/world.ts'

const minute = 60_000
const from = '喫茶むすび <mail@musubi.example>'

let world: World
let office: PostOffice
beforeEach(async () => {
  world = await createWorld({ demo: false })
  office = await openPostOffice()
})
afterEach(async () => {
  await office.close()
  await world.close()
})

async function write(given: Partial<NewMail> = {}) {
  const { deps } = world
  const { statement, id } = await recordMail(deps, {
    accountId: 'main',
    purpose: 'link_code',
    to: 'aiko@example.com',
    subject: '確認コードのお知らせ（喫茶むすび）',
    text: '確認コードは 123456 です。\n10分以内に入力してください。',
    deadlineAt: deps.clock() + 10 * minute,
    ...given,
  })
  await deps.db.write([statement])
  return id
}
const throughOffice = () => (world.deps.mail = smtpMailer({ SMTP_URL: office.url, MAIL_FROM: from }))
const rows = () => world.db.orm.select().from(mails)

test('a mail goes through a real SMTP server with its Japanese subject and text whole', async () => {
  throughOffice()
  const id = await write()
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }])
  await world.rest()
  expect(office.mails).toMatchObject([
    {
      recipients: ['aiko@example.com'],
      subject: '確認コードのお知らせ（喫茶むすび）',
      text: '確認コードは 123456 です。\n10分以内に入力してください。',
    },
  ])
  const { headers } = office.mails[0]!
  expect(headers).toMatchObject({ 'message-id': `<${id}@musubi.example>`, 'auto-submitted': 'auto-generated' })
  expect(headers['from']).toContain('<mail@musubi.example>')
  expect(await rows()).toMatchObject([{ state: 'accepted', attempts: 1, reason: null, content: null }])
})

test('what a mail says and to whom stands in the database only sealed, and not at all once it was sent', async () => {
  await write()
  const [row] = await rows()
  expect(row?.content).toMatch(/^v1\./)
  expect(JSON.stringify(row)).not.toMatch(/aiko|123456/)
  await world.rest()
  expect((await rows())[0]).toMatchObject({ state: 'accepted', content: null })
})

test('with no SMTP server a mail arrives in the mailbox of the simulator, once', async () => {
  await write()
  await world.rest()
  await world.rest()
  expect(world.simulator.mails()).toMatchObject([
    { to: 'aiko@example.com', subject: '確認コードのお知らせ（喫茶むすび）' },
  ])
})

test('a server that is busy is asked again, later and later, until it takes the mail', async () => {
  throughOffice()
  office.refuse = { code: 451 }
  await write()
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'waiting', reason: 'mail_busy', attempts: 1 }])
  await world.rest()
  expect((await rows())[0]?.attempts).toBe(1)
  office.refuse = null
  world.pass(2_000)
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'accepted', attempts: 2 }])
  expect(office.mails.length).toBe(1)
})

test('a mail that is refused for good fails at once, and says why', async () => {
  throughOffice()
  office.refuse = { code: 550 }
  await write()
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'failed', reason: 'mail_refused', attempts: 1, content: null }])
})

test('a server that cannot be reached is tried until the deadline and never after it', async () => {
  world.deps.mail = smtpMailer({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: from })
  await write({ deadlineAt: world.deps.clock() + minute })
  for (let second = 0; second < 90; second++) {
    await world.rest()
    world.pass(1_000)
  }
  const [row] = await rows()
  expect(row).toMatchObject({ state: 'failed', reason: 'mail_unreachable', content: null })
  expect(row?.attempts).toBe(5)
  throughOffice()
  await world.rest()
  expect(office.mails).toEqual([])
})

test('a wrong password is told as what it is', async () => {
  world.deps.mail = smtpMailer({ SMTP_URL: office.url.replace('p%40ss', 'wrong'), MAIL_FROM: from })
  await write()
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'waiting', reason: 'mail_sign_in' }])
})

test('a mail whose process died while it was being sent is sent again under the same id', async () => {
  const sent: string[] = []
  world.deps.mail = { send: ({ id }) => (sent.push(id), new Promise(() => {})) }
  const id = await write()
  void world.work.round()
  await expect.poll(() => sent).toEqual([id])
  await world.restart()
  await world.rest()
  expect(world.simulator.mails()).toMatchObject([{ id }])
  expect(await rows()).toMatchObject([{ state: 'accepted', attempts: 2 }])
})

test('nothing in a subject, an address or a text adds a header or a recipient', async () => {
  throughOffice()
  await write({ subject: 'Hello\r\nBcc: ben@example.com\r\n\r\nowned' })
  for (const to of [
    'aiko@example.com\r\nBcc: ben@example.com',
    'aiko@example.com, ben@example.com',
    'aiko@example.com> RCPT TO:<ben@example.com',
    '"aiko@example.com" <ben@example.com>',
    'team: aiko@example.com, ben@example.com;',
  ])
    await write({ to })
  await write({ text: 'a\r\n.\r\nMAIL FROM:<x@example.com>\r\nRCPT TO:<ben@example.com>\r\n<script>alert(1)</script>' })
  await world.rest()
  expect(office.mails.map(({ recipients }) => recipients)).toEqual([['aiko@example.com'], ['aiko@example.com']])
  expect(office.mails.every(({ headers }) => !('bcc' in headers))).toBe(true)
  expect(office.mails.map(({ subject }) => subject)).toContain('Hello Bcc: ben@example.com owned')
  expect(
    office.mails.some(({ raw }) => raw.includes('<script>alert(1)</script>') && !raw.includes('&lt;script&gt;')),
  ).toBe(false)
  expect((await rows()).filter(({ reason }) => reason === 'mail_address').length).toBe(5)
})

test('a mail server that does not answer holds nothing else up', async () => {
  let answer = (_outcome: { kind: 'accepted' }) => {}
  const asked = new Promise<void>((begun) => {
    world.deps.mail = {
      send: () =>
        new Promise((resolve) => {
          answer = resolve
          begun()
        }),
    }
  })
  await write()
  await world.work.round()
  await world.work.round()
  await asked
  expect(await rows()).toMatchObject([{ state: 'sending' }])
  answer({ kind: 'accepted' })
  await world.work.settled()
  expect(await rows()).toMatchObject([{ state: 'accepted' }])
})

test('a mail server that only ever begins to answer is given up before another process may take the mail', async () => {
  const hangUps: Promise<unknown>[] = []
  const server = createServer((socket) => {
    // Never silent, never done: no limit on silence ends this.
    const drip = setInterval(() => socket.write('220-wait\r\n'), 20)
    socket.on('error', () => {})
    hangUps.push(new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const settings = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: from }
  world.deps.mail = smtpMailer(settings, { wholeMs: 200 })
  await write()
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'waiting', reason: 'mail_unreachable', attempts: 1 }])
  expect(hangUps).toHaveLength(1)
  await Promise.all(hangUps)
  server.close()
})

test('without encryption mail goes only to a server of our own network', () => {
  for (const host of ['localhost', 'mailpit', '127.0.0.1', '10.0.0.5', '192.168.1.2', '::1', 'fd00::1'])
    expect([host, isNearby(host)]).toEqual([host, true])
  for (const host of [
    'smtp.example.com',
    '203.0.113.5',
    '172.32.0.1',
    '2001:db8::1',
    '10.example.com',
    'fd.example.com',
  ])
    expect([host, isNearby(host)]).toEqual([host, false])
})

test('a kick sends at once, and one that comes meanwhile is not lost', async () => {
  await write()
  const first = world.work.runDue()
  await write({ to: 'ben@example.com' })
  await Promise.all([first, world.work.runDue(), world.work.runDue()])
  expect(world.simulator.mails().map(({ to }) => to)).toEqual(['aiko@example.com', 'ben@example.com'])
})

test('mails that were sent a month ago are forgotten, those that failed stay until they were seen', async () => {
  await write()
  await write({ to: 'nowhere' })
  throughOffice()
  await world.rest()
  world.pass(31 * 24 * 60 * minute)
  await world.rest()
  expect(await rows()).toMatchObject([{ state: 'failed', reason: 'mail_address' }])
})

test('staff see a mail that failed, with its reason and without its address, until they settle it', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  await write({ to: 'not an address' })
  await write({ accountId: null, purpose: 'sign_in_link', deadlineAt: world.deps.clock() })
  throughOffice()
  await world.rest()
  const api = staffApi(world.deps)
  const headers = { ...ownPage, cookie: await signIn(api, 'sato@example.com') }
  const health = async () => {
    const answer = await api.request('/accounts/main/health', { headers })
    return (
      (await answer.json()) as { health: { checkedAt: number; mails: { count: number; rows: { id: string }[] } } }
    ).health
  }
  const { mails: failed, checkedAt } = await health()
  expect(failed).toMatchObject({
    count: 2,
    rows: [
      { purpose: 'sign_in_link', reason: 'mail_expired' },
      { purpose: 'link_code', reason: 'mail_address' },
    ],
  })
  expect(JSON.stringify(failed)).not.toContain('not an address')
  const settle = (path: string, body: unknown = {}) =>
    api.request(`/accounts/main/health/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect((await settle(`mails/${failed.rows[0]?.id}/settlement`)).status).toBe(200)
  expect((await health()).mails.count).toBe(1)
  expect((await settle('settlement', { section: 'mails', until: checkedAt })).status).toBe(200)
  expect((await health()).mails.count).toBe(0)
})
