import { chromium } from '@playwright/test'
import { serveLiff } from './liff-server.ts'
import { visitForm } from './liff-form.ts'
import { answerLineHosts, liffBrowser, lineInAppBrowser, makeLiffBrowser } from './line-hosts.ts'
const liffId = '1234567890-AbcdEfgh'
const server = await serveLiff({ visit: { definition: visitForm, state: 'open' }, old: { definition: visitForm, state: 'closed' } }, liffId)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const only = process.argv[2] === 'all' ? undefined : process.argv[2]?.split(',')
const modes = (process.argv[3] ?? 'ja-light-390,en-dark-320').split(',')
for (const mode of modes) {
  const [lang, scheme, width] = mode.split('-') as ['ja'|'en','light'|'dark',string]
  const locale = lang === 'ja' ? 'ja-JP' : 'en-US'
  const size = width === '390' ? { width: 390, height: 844 } : { width: 320, height: 568 }
  server.drafts.clear(); server.finished.clear(); server.boot = { language: lang }
  const open = async (userAgent: string | undefined, path: string, inClient: boolean) => {
    const context = await browser.newContext({ locale, colorScheme: scheme, viewport: size, deviceScaleFactor: 1.5, userAgent, hasTouch: true })
    const line = await answerLineHosts(context, { liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl, uid: 'U' + 'a'.repeat(32), name: '藍' })
    if (inClient) await makeLiffBrowser(context)
    const page = await context.newPage()
    page.on('console', (m) => m.type() === 'error' && console.log(m.text().slice(0,200))); page.on('pageerror', (e) => console.log('pageerror', e.message))
    await page.goto(server.endpointUrl + (inClient ? `?liff.state=${encodeURIComponent(path)}#${line.firstRedirectFragment()}` : path))
    await page.waitForTimeout(700)
    return { page, context }
  }
  const shot = async (page: any, name: string) => { if (!only || only.includes(name)) await page.screenshot({ path: `/tmp/shots/${name}-${mode}.png` }) }
  const { page, context } = await open(liffBrowser, '/forms/visit', true)
  console.log(page.url())
  const next = () => page.locator('button[type=submit]').click().then(() => page.waitForTimeout(350))
  await shot(page, 'q1'); await next(); await shot(page, 'q1-error')
  await page.locator('label.row').nth(1).click(); await page.waitForTimeout(300); await shot(page, 'q1-chosen'); await next()
  await page.locator('input').fill('たくさん'); await next(); await shot(page, 'q2-error'); await page.locator('input').fill('２'); await shot(page, 'q2'); await next()
  await page.locator('label.row').nth(0).click(); await page.locator('label.row').nth(2).click(); await shot(page, 'q3'); await next()
  await page.locator('label.step').nth(3).click(); await shot(page, 'q4'); await next()
  await shot(page, 'q5'); await next()
  await shot(page, 'q6'); await page.locator('input').fill('結城 藍'); await context.setOffline(true); await next(); await page.waitForTimeout(500)
  await shot(page, 'q7'); await context.setOffline(false); await page.waitForTimeout(300); await next(); await page.waitForTimeout(600)
  await shot(page, 'thanks'); await page.reload(); await page.waitForTimeout(700); await shot(page, 'answered')
  for (const [name, ua, path, inC] of [['closed', liffBrowser, '/forms/old', true], ['home', liffBrowser, '/', true], ['notfound', undefined, '/forms/none', false], ['login', undefined, '/forms/visit', false], ['inapp', lineInAppBrowser, '/forms/visit', false]] as const) {
    if (only && !only.includes(name)) continue
    const o = await open(ua, path, inC); await shot(o.page, name); console.log(name, o.page.url(), await o.page.title()); await o.context.close()
  }
  await context.close()
}
await browser.close(); await server.close()
