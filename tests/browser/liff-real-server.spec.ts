import { expect, test } from '@playwright/test'
import Libsql from 'libsql'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { answerLineHosts, liffBrowser, makeLiffBrowser } from './line-hosts.ts'

// Everything real but LINE: the built server with a channel's settings, the built mini-app, LINE's own SDK in Chromium.
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }
const liffId = '1234567890-AbcdEfgh'
const folder = mkdtempSync(join(tmpdir(), 'musubi-liff-'))
let line: Server
let server: ChildProcess
let url: string

test.use({ userAgent: liffBrowser, viewport: { width: 390, height: 844 } })

test.beforeAll(async () => {
  line = createServer((request, response) => {
    let body = ''
    request
      .on('data', (part) => (body += part))
      .on('end', () => {
        const { status, answer } = lineAnswers(request.url ?? '', new URLSearchParams(body))
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      })
  })
  const linePort = await listen(line)
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  url = `http://127.0.0.1:${port}`
  server = spawn(process.execPath, ['dist/server/node.js'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: `file:${join(folder, 'musubi.db')}`,
      LINE_API_URL: `http://127.0.0.1:${linePort}`,
      LINE_CHANNEL_ID: '1234567891',
      LINE_CHANNEL_SECRET: 'c0ffee',
      LINE_LOGIN_CHANNEL_ID: '1234567890',
      LIFF_ID: liffId,
      MUSUBI_DEMO: 'on',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await expect
    .poll(async () => (await fetch(`${url}/healthz`).catch(() => null))?.status, { timeout: 20_000 })
    .toBe(200)
})

test.afterAll(async () => {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  line.close()
  rmSync(folder, { recursive: true, force: true })
})

const listen = (one: Server) =>
  new Promise<number>((resolve) => one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port)))

/** LINE's side of the server: a channel token, the bot, and ID tokens as far as this test makes them. */
function lineAnswers(path: string, form: URLSearchParams): { status: number; answer: unknown } {
  if (path === '/oauth2/v3/token')
    return { status: 200, answer: { access_token: 't', expires_in: 900, token_type: 'Bearer' } }
  if (path === '/v2/bot/info')
    return { status: 200, answer: { userId: `U${'b0'.repeat(16)}`, basicId: '@b', displayName: '喫茶むすび' } }
  if (path === '/oauth2/v2.1/verify') {
    const claims = JSON.parse(Buffer.from(form.get('id_token')?.split('.')[1] ?? '', 'base64url').toString()) as {
      aud: string
    }
    return claims.aud === form.get('client_id')
      ? { status: 200, answer: claims }
      : { status: 400, answer: { error: 'invalid_request' } }
  }
  if (path.startsWith('/v2/bot/profile/'))
    return { status: 200, answer: { displayName: 'Aiko', userId: aiko.uid, language: 'ja' } }
  return { status: 404, answer: { message: 'Not found' } }
}

function rows(sql: string): Record<string, unknown>[] {
  const db = new Libsql(join(folder, 'musubi.db'), { readonly: true } as Libsql.Options)
  const found = db.prepare(sql).all([]) as Record<string, unknown>[]
  db.close()
  return found.map(({ _metadata, ...row }) => row)
}

test('F12: a person opens the survey from LINE, the question is there before LINE has answered, and every answer stands once against the UID', async ({
  page,
}) => {
  const endpointUrl = `${url}/liff/main`
  const answering = await answerLineHosts(page.context(), {
    liffId,
    loginChannelId: '1234567890',
    endpointUrl,
    ...aiko,
    delayMs: 1_000,
  })
  await makeLiffBrowser(page.context())
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const heading = page.getByRole('heading', { level: 1 })
  const next = page.getByRole('button', { name: '次へ進む' })

  await page.goto(
    `${endpointUrl}?liff.state=${encodeURIComponent('/forms/satisfaction')}#${answering.firstRedirectFragment()}`,
  )
  await expect(heading).toHaveText('全体として、どのくらい満足されていますか？')
  expect(page.url()).toContain('liff.state=')
  await page.getByText('2', { exact: true }).click()
  await next.click()
  await page.getByRole('textbox').fill('少し待ちました')
  await next.click()
  await expect
    .poll(() => rows('select question_key from answers order by answered_at'), { timeout: 15_000 })
    .toHaveLength(2)
  expect(new URL(page.url()).pathname).toBe('/liff/main/forms/satisfaction')

  await page.getByText('検索・地図').click()
  await next.click()
  const drafted = page.waitForResponse(/\/forms\/satisfaction\/draft/)
  await page.reload()
  await expect(heading).toHaveText(/今後あったら/)
  // What was answered before the reload is known again.
  await drafted
  await page.getByText('モーニング').click()
  await next.click()
  await page.getByRole('textbox').fill('４')
  await next.click()
  await page.getByRole('textbox').fill('あいこ')
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(heading).toHaveText('内容をご確認ください')
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  await expect(page.getByText('回答を受け付けました')).toBeVisible()
  await pause(300)

  expect(
    rows('select uid, question_key, value_text, value_number, value_json from answers order by question_key'),
  ).toEqual([
    { uid: aiko.uid, question_key: 'how_found', value_text: 'search', value_number: null, value_json: null },
    { uid: aiko.uid, question_key: 'nickname', value_text: 'あいこ', value_number: null, value_json: null },
    { uid: aiko.uid, question_key: 'overall', value_text: null, value_number: 2, value_json: null },
    { uid: aiko.uid, question_key: 'visits_per_month', value_text: null, value_number: 4, value_json: null },
    {
      uid: aiko.uid,
      question_key: 'what_went_wrong',
      value_text: '少し待ちました',
      value_number: null,
      value_json: null,
    },
    { uid: aiko.uid, question_key: 'wishes', value_text: null, value_number: null, value_json: '["breakfast"]' },
  ])
  expect(rows('select uid, state, number, began_in, finished_in, proof from submissions')).toEqual([
    { uid: aiko.uid, state: 'finished', number: 1, began_in: 'liff', finished_in: 'liff', proof: 'id_token' },
  ])
  expect(errors).toEqual([])
})
