import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { visitForm } from './liff-form.ts'
import { type LiffServer, serveLiff } from './liff-server.ts'
import { answerLineHosts, type LineHosts, liffBrowser, lineInAppBrowser, makeLiffBrowser } from './line-hosts.ts'

const liffId = '1234567890-AbcdEfgh'
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }
const mine = `${aiko.uid}:visit`

let server: LiffServer

test.beforeEach(async () => {
  const definition = visitForm
  const ended = { definition, opening: { kind: 'closed', since: Date.UTC(2026, 10, 1, 8) } } as const
  server = await serveLiff({ visit: { definition }, ended }, liffId)
})
test.afterEach(() => server.close())

const line = (context: BrowserContext, more: Partial<LineHosts> = {}) =>
  answerLineHosts(context, { liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl, ...aiko, ...more })

/** As LINE opens it: the endpoint URL with everything behind the LIFF ID in `liff.state`, tokens in the fragment. */
async function openInLine(page: Page, path: string, more: Partial<LineHosts> = {}) {
  const answering = await line(page.context(), more)
  await makeLiffBrowser(page.context())
  await page.goto(`${server.endpointUrl}?liff.state=${encodeURIComponent(path)}#${answering.firstRedirectFragment()}`)
  return answering
}

const question = (page: Page) => page.getByRole('heading', { level: 1 })
const next = (page: Page) => page.getByRole('button', { name: '次へ進む' }).click()
const saved = () => server.drafts.get(mine)?.answers

async function answerParty(page: Page) {
  await page.getByText('ひとりで').click()
  await next(page)
}

test.describe('in LINE', () => {
  test.use({ userAgent: liffBrowser, viewport: { width: 390, height: 844 } })

  test('draws the first question before LINE has answered, and keeps what is tapped meanwhile', async ({ page }) => {
    const answering = await openInLine(page, '/forms/visit', { delayMs: 1500 })
    await expect(question(page)).toHaveText('本日はどなたと来られましたか')
    await answerParty(page)
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    expect(page.url(), 'the address is not touched while LINE starts').toContain('liff.state=')
    expect(server.requests).toEqual([])

    // LINE's second redirect is a page load; the tap survives it, and so does the place.
    await expect.poll(saved, { timeout: 10_000 }).toEqual({ party: 'alone' })
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    expect(page.url()).toBe(`${server.endpointUrl}/forms/visit?question=ordered`)
    expect(answering.requests).toContain('GET api.line.me/oauth2/v2.1/verify')
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('alone')
  })

  test('goes through every kind of question to the receipt', async ({ page }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await page.getByText('家族と').click()
    await next(page)
    await page.getByRole('textbox').fill('２')
    await next(page)
    await page.getByText('ケーキ・焼き菓子').click()
    await page.getByText('ブレンドコーヒー').click()
    await next(page)
    await page.getByText('4', { exact: true }).click()
    await next(page)
    await next(page)
    await page.getByRole('textbox').fill('結城 藍')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox').fill('とくにありません')
    await page.getByRole('button', { name: '内容を確認する' }).click()
    await expect(question(page)).toHaveText('内容をご確認ください')
    await page.getByRole('button', { name: 'この内容で送る' }).click()
    await expect(question(page)).toHaveText('回答を受け付けました')
    await expect(page.getByText('0138')).toBeVisible()
    await expect(page).toHaveTitle('受付完了')
    expect(saved()).toEqual({
      party: 'family',
      children: 2,
      ordered: ['blend', 'cake'],
      comfort: 4,
      next_visit: null,
      name: '結城 藍',
      wishes: 'とくにありません',
    })
    expect(server.requests.filter((request) => request === 'POST /session')).toHaveLength(1)

    await page.reload()
    await expect(question(page)).toHaveText('回答済みです')
    await page.getByRole('button', { name: 'もう一度回答する' }).click()
    await expect(question(page)).toHaveText('本日はどなたと来られましたか')
  })

  test('resumes at the first unanswered question, with the answers filled in', async ({ page }) => {
    const answers = { party: 'friends', ordered: ['tea'] }
    server.drafts.set(mine, {
      id: 's1',
      day: '2026-11-21',
      hidden: {},
      known: [],
      formKey: 'visit',
      version: 1,
      state: 'draft',
      revision: 0,
      number: null,
      answers,
    })
    await openInLine(page, '/forms/visit')
    await expect(question(page)).toHaveText('居心地はいかがでしたか')
    await expect(page.getByText('前回の続きから表示しています')).toBeVisible()
    await page.getByRole('button', { name: '前へ' }).click()
    await expect(page.getByLabel('紅茶・日本茶')).toBeChecked()
  })

  test('EP05: stays at its question when the page is reloaded', async ({ page }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await answerParty(page)
    await expect.poll(saved).toEqual({ party: 'alone' })
    await page.getByText('ケーキ・焼き菓子').click()
    await expect.poll(saved).toEqual({ party: 'alone', ordered: ['cake'] })
    await page.reload()
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    await expect(page.getByLabel('ケーキ・焼き菓子')).toBeChecked()
  })

  test('goes back with the browser and with the button, and the line of progress does not', async ({ page }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await page.getByText('ひとりで').click()
    // A double tap is one step, and complains about nothing on the next page.
    await page.getByRole('button', { name: '次へ進む' }).dblclick()
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    await expect(page.locator('.error').filter({ hasText: /./ })).toHaveCount(0)
    await page.getByText('軽食').click()
    await next(page)
    const furthest = () => page.locator('.line').evaluate((element) => element.style.transform)
    const before = await furthest()
    await page.goBack()
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    await expect(page.getByLabel('軽食')).toBeChecked()
    await page.getByRole('button', { name: '前へ' }).click()
    await expect(question(page)).toHaveText('本日はどなたと来られましたか')
    expect(await furthest()).toBe(before)
    await page.goForward()
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
  })

  test('EP05: keeps answers through a lost connection and sends them when it is back', async ({ page, context }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await answerParty(page)
    await expect.poll(saved).toEqual({ party: 'alone' })
    await context.setOffline(true)
    await page.getByText('軽食').click()
    await next(page)
    await expect(page.getByText('1件の回答はまだ保存されていません')).toBeVisible()
    await page.getByText('3', { exact: true }).click()
    await next(page)
    await expect(question(page)).toHaveText('次に来たい日はありますか')
    expect(saved()).toEqual({ party: 'alone' })
    await context.setOffline(false)
    await expect.poll(saved).toEqual({ party: 'alone', ordered: ['meal'], comfort: 3 })
    await expect(page.getByText('保存しました')).toBeVisible()
  })

  test('opens the session again once when the server does not know it any more', async ({ page }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await page.getByText('ひとりで').click()
    await expect.poll(saved).toEqual({ party: 'alone' })
    server.sessions.clear()
    await page.getByText('友人と').click()
    await expect.poll(saved).toEqual({ party: 'friends' })
  })

  test('says under the field what to do, and brings the person there', async ({ page }) => {
    server.drafts.set(mine, {
      id: 's1',
      day: '2026-11-21',
      hidden: {},
      known: [],
      formKey: 'visit',
      version: 1,
      state: 'draft',
      revision: 0,
      number: null,
      answers: { party: 'family' },
    })
    await openInLine(page, '/forms/visit')
    await expect(question(page)).toHaveText('お子さまは何人ですか')
    const field = page.getByRole('textbox')
    await next(page)
    await expect(page.getByRole('alert')).toHaveText('入力してください')
    await expect(field).toBeFocused()
    await expect(field).toHaveAccessibleDescription(/入力してください/)
    await field.fill('11')
    await next(page)
    await expect(page.getByRole('alert')).toHaveText('10以下の数字を入力してください')
    await field.fill('ー')
    await field.blur()
    await expect(page.getByRole('alert')).toHaveText('数字で入力してください（例：3）')
  })

  test('does not send the same form twice, and shows the receipt of the chat', async ({ page }) => {
    await openInLine(page, '/forms/visit')
    await page.waitForURL(/question=party/)
    await page.getByText('ひとりで').click()
    await expect.poll(saved).toEqual({ party: 'alone' })
    server.drafts.get(mine)!.state = 'finished'
    server.finished.set(mine, { id: 's0', number: 77, finishedAt: Date.UTC(2026, 10, 20), more: 'no' })
    await next(page)
    await page.getByText('軽食').click()
    await next(page)
    await expect(question(page)).toHaveText('回答済みです')
    await expect(page.getByText('0077')).toBeVisible()
  })

  test('says that a form is closed, or not there', async ({ page }) => {
    await openInLine(page, '/forms/ended')
    await expect(question(page)).toHaveText('受付は終了しました')
    await expect(page.getByRole('button', { name: 'トークに戻る' })).toBeVisible()
    await page.goto(`${server.endpointUrl}/forms/nothing`)
    await expect(question(page)).toHaveText('ページが見つかりません')
  })
})

test.describe('outside LINE', () => {
  test('shows the question, then asks for the login, and goes on after it', async ({ page, context }) => {
    await line(context, { delayMs: 3000 })
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await answerParty(page)
    await expect(question(page)).toHaveText('召し上がったものを教えてください')
    expect(page.url()).toBe(`${server.endpointUrl}/forms/visit`)
    await page.getByText('軽食').click()
    await page.waitForURL(/question=ordered/)
    await next(page)
    await expect(page.getByText('ここまでの回答は、ログインのあとに引き継ぎます')).toBeVisible()
    await page.getByRole('button', { name: 'LINEでログイン' }).click()
    await expect.poll(saved, { timeout: 15_000 }).toEqual({ party: 'alone', ordered: ['meal'] })
    await expect(question(page)).toHaveText('居心地はいかがでしたか')
    expect(page.url()).toBe(`${server.endpointUrl}/forms/visit?question=comfort`)
  })

  test('does not write a personal answer into the browser, not even over the login', async ({ page, context }) => {
    server.forms['visit'] = { definition: { ...visitForm, questions: visitForm.questions.slice(5) } }
    await line(context, { delayMs: 500 })
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await page.getByRole('textbox').fill('結城 藍')
    await page.waitForURL(/question=name/)
    await next(page)
    await page.getByRole('button', { name: 'LINEでログイン' }).click()
    await expect(question(page)).toHaveText('お名前を教えてください')
    await expect(page.getByRole('textbox')).toHaveValue('')
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('結城')
  })

  test('logs in again, once, when the cached ID token has ended', async ({ page, context }) => {
    const answering = await line(context)
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await page.getByRole('button', { name: 'LINEでログイン' }).click()
    await page.getByText('ひとりで').click()
    await expect.poll(saved).toEqual({ party: 'alone' })
    await page.evaluate((store) => {
      const key = `${store}:decodedIDToken`
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)!), exp: 1 }))
    }, `LIFF_STORE:${liffId}`)
    await page.reload()
    await expect
      .poll(() => answering.requests.filter((request) => request.includes('/liff/v1/authorize')).length)
      .toBe(2)
    await expect(page.getByLabel('ひとりで')).toBeChecked()
  })

  test('asks a person in LINE’s plain browser to open it again by its LIFF URL', async ({ browser }) => {
    const context = await browser.newContext({ userAgent: lineInAppBrowser, locale: 'ja-JP' })
    await line(context)
    const page = await context.newPage()
    await page.goto(`${server.endpointUrl}/forms/visit`)
    const link = page.getByRole('link', { name: 'LINEで開き直す' })
    await expect(link).toHaveAttribute('href', `https://liff.line.me/${liffId}/forms/visit`)
    await context.close()
  })

  test('has no accessibility problem at the door', async ({ browser }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const userAgent of [undefined, lineInAppBrowser]) {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width: 320, height: 568 },
          ...(userAgent && { userAgent }),
        })
        await line(context)
        const page = await context.newPage()
        await page.goto(`${server.endpointUrl}/forms/visit`)
        await expect(page.getByRole(userAgent ? 'link' : 'button', { name: /LINE/ })).toBeVisible()
        await isAccessible(page)
        await context.close()
      }
    }
  })

  test('says so when the account has no LIFF app', async ({ page, context }) => {
    server.boot = { liffId: null }
    const { requests } = await line(context)
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await expect(page.getByText('このページは、まだLINEから使えません')).toBeVisible()
    expect(requests).toEqual([])
  })

  test('row 26: keeps the language that the person chose', async ({ page, context }) => {
    await line(context)
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('button', { name: 'Log in with LINE' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Log in with LINE' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await expect(page).toHaveTitle('Your visit')
  })
})

test.describe('in the simulator', () => {
  test('reads what the phone gives, does without LINE, and talks to the phone', async ({ page, context }) => {
    server.boot = { simulator: true, liffUrl: `${server.origin}/simulator/liff` }
    const { requests, idToken } = await line(context)
    const fragment = `access_token=a&id_token=${idToken()}&context_token=c`
    const liff = `${server.endpointUrl}?liff.state=${encodeURIComponent('/forms/visit?from=menu')}#${fragment}`
    await page.route('**/simulator/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script>said = []; onmessage = (e) => said.push(e.data)</script><iframe src="${liff}">`,
      }),
    )
    await page.goto(`${server.origin}/simulator/`)
    const phone = page.frameLocator('iframe')
    await phone.getByText('ひとりで').click()
    await expect.poll(saved).toEqual({ party: 'alone' })
    expect(page.frames()[1]!.url()).toBe(`${server.endpointUrl}/forms/visit?from=menu&question=party`)
    await page.frames()[1]!.goto(`${server.endpointUrl}/forms/ended`)
    await phone.getByRole('button', { name: 'トークに戻る' }).click()
    await expect
      .poll(() => page.evaluate('said'))
      .toEqual([
        { simulator: 'title', title: 'ご来店アンケート' },
        { simulator: 'title', title: 'ご来店アンケート' },
        { simulator: 'close' },
      ])
    expect(requests).toEqual([])
  })

  test('sends a person without a token to the simulator’s login', async ({ page, context }) => {
    server.boot = { simulator: true, liffUrl: `${server.origin}/simulator/liff` }
    await line(context)
    await page.goto(`${server.endpointUrl}/forms/visit`)
    await page.getByRole('button', { name: 'LINEでログイン' }).click()
    await page.waitForURL(`${server.origin}/simulator/liff/${liffId}/forms/visit`)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['ja', 'en'] as const) {
    test(`EP09, EP18: has no accessibility problem on any page, ${colorScheme}, ${language}, small and with large text`, async ({
      browser,
    }) => {
      test.slow()
      const locale = language === 'ja' ? 'ja-JP' : 'en-US'
      const viewport = { width: 320, height: 568 }
      const context = await browser.newContext({
        userAgent: liffBrowser,
        colorScheme,
        locale,
        viewport,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const forward = () => page.locator('button[type=submit]').click()
      await openInLine(page, '/forms/visit')
      await page.waitForURL(/question=party/)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light dark')
      await forward()
      await isAccessible(page)
      await page.locator('.options label').nth(1).click()
      await forward()
      await page.getByRole('textbox').fill('2')
      await isAccessible(page)
      await forward()
      await page.locator('.options label').first().click()
      await isAccessible(page)
      await forward()
      await page.locator('label.step').nth(4).click()
      await isAccessible(page)
      for (let pages = 0; pages < 2; pages++) {
        await forward()
        await isAccessible(page)
      }
      await page.getByRole('textbox').fill('Ai')
      await forward()
      await isAccessible(page)
      await forward()
      await expect(page.locator('.check')).toBeVisible()
      await isAccessible(page)
      await forward()
      await expect(page.getByText('0138')).toBeVisible()
      await isAccessible(page)
      await page.reload()
      await expect(page.getByText('0138')).toBeVisible()
      await isAccessible(page)
      for (const path of ['/forms/ended', '/forms/nothing']) {
        await page.goto(server.endpointUrl + path)
        await expect(page.getByRole('button', { name: /トーク|chat/ })).toBeVisible()
        await isAccessible(page)
      }
      await context.close()
    })
  }
}

/** Axe finds nothing, and nothing is wider than the phone, also with text of twice the size. */
async function isAccessible(page: Page) {
  // LINE prescribes white on its green for the login button; WCAG 1.4.3 exempts a brand's own lettering.
  const { violations } = await new AxeBuilder({ page }).exclude('.line-login').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const width = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  expect(await width()).toBe(0)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
}
