import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const policyOf = async (path: string) => (await world.app.request(path)).headers.get('content-security-policy') ?? ''

test('A40: only the preview may be framed, only by our own pages, and it can ask nobody for anything', async () => {
  const preview = await policyOf('/liff/preview')
  expect(preview).toContain("frame-ancestors 'self'")
  expect(preview).toContain("connect-src 'none'")
  expect(preview).toContain("form-action 'none'")
  expect(preview).toContain("default-src 'none'")
  expect((await world.app.request('/liff/preview')).headers.get('x-frame-options')).toBe('SAMEORIGIN')
  for (const path of ['/liff/main/forms/visit', '/liff/main/login', '/liff/main/me'])
    expect(await policyOf(path), path).toContain("frame-ancestors 'none'")
})

test('the preview knows nobody and nothing: no account, no form, no channel', async () => {
  const text = await (await world.app.request('/liff/preview')).text()
  expect(text).toContain('<script type="application/json" id="preview">{}</script>')
  expect(text).not.toMatch(/boot|liffId|喫茶むすび|2000000/)
  expect((await world.app.request('/liff/preview/forms/visit')).status).toBe(404)
})
