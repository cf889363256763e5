import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Boot } from '../../bot/http/liff-page.ts'
import { openCafe } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openCafe()
})
afterEach(() => world.close())

async function boot(path: string): Promise<{ status: number; boot: Boot }> {
  const answer = await world.app.request(`/liff/main${path}`)
  const json = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(await answer.text())![1]!
  return { status: answer.status, boot: JSON.parse(json) }
}

test('the server knows each page by its path, also from LINE’s first redirect', async () => {
  const pages = await Promise.all(
    [
      '/',
      '/me',
      '/me/submissions/x',
      '/login',
      '/forms/visit',
      '/nowhere',
      '/forms/nowhere',
      '/?liff.state=%2Flogin',
      '/?liff.state=%2Fme',
    ].map(async (path) => (await boot(path)).boot.page),
  )
  expect(pages).toEqual(['me', 'me', 'me', 'login', 'form', 'not_found', 'not_found', 'login', 'me'])
  expect((await boot('/nowhere')).status).toBe(404)
})

test('a page brings what it is drawn from: the form with its opening and kind, and how members log in', async () => {
  const { boot: form } = await boot('/forms/visit')
  expect(form).toMatchObject({
    form: { key: 'visit', kind: 'survey', opening: { kind: 'open', closesAt: null } },
    files: true,
    login: { key: 'member_id', proof: 'pin', consentVersion: '2026-11' },
  })
})

test('A23: nothing that is not for people is in the page', async () => {
  const text = await (await world.app.request('/liff/main/login')).text()
  expect(text).not.toMatch(/channelSecret|c0ffee|beef|2468|pbkdf2/)
})
