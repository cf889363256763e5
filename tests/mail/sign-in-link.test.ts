import { afterEach, beforeEach, expect, test } from 'vitest'
import { mails, staffVerifications } from '../../db/schema/index.ts'
import { addStaff, ownPage } from '../dashboard/world.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({ demo: false })
  await addStaff(world.deps, 'sato', 'owner')
})
afterEach(() => world.close())

let address = 0
const post = (path: string, body: unknown) =>
  world.app.request(`/api/auth${path}`, {
    method: 'POST',
    headers: { ...ownPage, 'cf-connecting-ip': `203.0.113.${++address}` },
    body: JSON.stringify(body),
  })
const ask = (email: string, language = 'ja') => post('/sign-in-links', { email, language })
/** What goes on behind the answer, and then the mail itself. */
async function arrived(count: number) {
  await expect.poll(() => world.db.orm.select().from(mails)).toHaveLength(count)
  await world.rest()
  return world.simulator.mails()
}
const tokenIn = (text: string | undefined) =>
  /http:\/\/localhost:3000\/sign-in\?token=([0-9a-f]{64})/.exec(text ?? '')?.[1]

test('staff get a link by mail that signs them in once', async () => {
  expect((await ask(' Sato@Example.com ')).status).toBe(202)
  const [mail] = await arrived(1)
  expect(mail).toMatchObject({ to: 'sato@example.com', subject: 'Musubi のログイン用リンク' })
  const token = tokenIn(mail?.text)
  expect((await post('/sign-in/link', { token })).status).toBe(200)
  expect((await post('/sign-in/link', { token })).status).toBe(401)
})

test('the mail is in the language of the page', async () => {
  await ask('sato@example.com', 'en')
  expect(await arrived(1)).toMatchObject([{ subject: 'Your link to sign in to Musubi' }])
})

test('a mailed link is dead after fifteen minutes, and so is its mail', async () => {
  await ask('sato@example.com')
  const [mail] = await arrived(1)
  world.pass(15 * 60_000)
  expect((await post('/sign-in/link', { token: tokenIn(mail?.text) })).status).toBe(401)
})

test('whether somebody works here is not told: an unknown address gets the same answer, and no mail', async () => {
  const [known, unknown] = await Promise.all([ask('sato@example.com'), ask('nobody@example.com')])
  expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()])
  expect(await arrived(1)).toMatchObject([{ to: 'sato@example.com' }])
  expect(await world.db.orm.select().from(staffVerifications)).toHaveLength(1)
})

test('three mails in a quarter of an hour are enough, for a known address and an unknown one', async () => {
  for (const email of ['sato@example.com', 'nobody@example.com']) {
    const statuses: number[] = []
    for (let time = 0; time < 4; time++) statuses.push((await ask(email)).status)
    expect(statuses).toEqual([202, 202, 202, 429])
  }
  await arrived(3)
  world.pass(15 * 60_000)
  expect((await ask('sato@example.com')).status).toBe(202)
})

test('where no mail can be sent the page does not offer it, and asking says why', async () => {
  const ways = async () => (await world.app.request('/api/auth/ways', { headers: ownPage })).json()
  expect(await ways()).toEqual({ mailedLink: true })
  world.deps.mail = null
  expect(await ways()).toEqual({ mailedLink: false })
  const answer = await ask('sato@example.com')
  expect([answer.status, await answer.json()]).toMatchObject([503, { error: { detail: { reason: 'no_mail' } } }])
})

test('what is no address is refused before anything else', async () => {
  for (const email of ['sato', 'a@example.com\r\nBcc: b@example.com', 'a@example.com,b@example.com'])
    expect((await ask(email)).status).toBe(400)
})
