import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from '../dashboard/world.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('sato', 'ito')
})
afterAll(() => office.close())

interface Sessions {
  sessions: { id: string; address: string | null; device: string | null; isThis: boolean }[]
}
const sessionsOf = async (name: string) => (await office.call<Sessions>(name, 'GET', '/me/sessions')).body.sessions

test('everybody changes their own name, and nobody else’s', async () => {
  expect((await office.call('ito', 'PATCH', '/me/profile', { name: ' 伊藤 ' })).body).toEqual({ name: '伊藤' })
  expect((await office.call('ito', 'GET', '/session')).body).toMatchObject({ me: { name: '伊藤' } })
  expect((await office.call('ito', 'PATCH', '/me/profile', { name: '' })).status).toBe(400)
})

test('A41: a new password ends the sessions on all other devices at once, and not this one', async () => {
  const elsewhere = await office.signIn('ito')
  const change = (current: string, next: string) => office.call('ito', 'PUT', '/me/password', { current, next })
  expect((await change('not the password', 'a better password')).body.error?.detail).toMatchObject({
    reason: 'wrong_password',
  })
  expect((await change(password, 'too short')).status).toBe(400)
  expect((await change(password, 'a better password')).status).toBe(200)
  expect((await office.app.request('/session', { headers: { cookie: elsewhere } })).status).toBe(401)
  expect((await office.call('ito', 'GET', '/session')).status).toBe(200)
  await expect(office.signIn('ito')).rejects.toThrow('401')
})

test('A42: at an open screen the password is not found by trying', async () => {
  const wrong = { current: 'not the password', next: 'a better password' }
  const answers = []
  for (let count = 0; count < 11; count++)
    answers.push((await office.call('sato', 'PUT', '/me/password', wrong)).status)
  expect(answers.at(-1)).toBe(429)
})

test('everybody sees where they are signed in, and ends the others', async () => {
  const other = await office.signIn('sato')
  const sessions = await sessionsOf('sato')
  expect(sessions).toHaveLength(2)
  expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
  expect(sessions.every(({ address }) => /^203\.0\.113\.\d+$/.test(address ?? ''))).toBe(true)
  expect((await office.call('sato', 'POST', '/me/sessions/others/ending', {})).body).toEqual({ ended: 1 })
  expect((await office.app.request('/session', { headers: { cookie: other } })).status).toBe(401)
  expect(await sessionsOf('sato')).toHaveLength(1)
})

test('nobody ends a session of somebody else by its id', async () => {
  const [mine] = await sessionsOf('ito')
  expect((await office.call('sato', 'POST', `/me/sessions/${mine?.id}/ending`, {})).status).toBe(404)
  expect((await office.call('ito', 'GET', '/session')).status).toBe(200)
})

test('the address of a session is where it came from, and not what the browser claims', async () => {
  const answer = await office.app.request('/auth/sign-in/email', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      'cf-connecting-ip': '2001:db8:1:2:3:4:5:6',
      'x-forwarded-for': '8.8.8.8',
      'x-musubi-address': '8.8.4.4',
    },
    body: JSON.stringify({ email: 'sato@example.com', password }),
  })
  expect(answer.status).toBe(200)
  const addresses = (await sessionsOf('sato')).map(({ address }) => address)
  expect(addresses.join()).toContain('2001:0db8:0001:0002')
  expect(addresses.join()).not.toContain('8.8.')
})

test('an owner ends all sessions of a colleague', async () => {
  const id = await office.hire('nobu', { role: 'viewer', accountId: 'main' })
  expect((await office.call('sato', 'POST', `/accounts/main/staff/${id}/session-ending`, {})).body).toEqual({
    ended: 1,
  })
  expect((await office.call('nobu', 'GET', '/session')).status).toBe(401)
})
