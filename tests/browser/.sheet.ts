import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
const [mode, ...names] = process.argv.slice(2)
const w = mode!.includes('390') ? 390 : 320
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: (w + 12) * names.length, height: mode!.includes("390") ? 844 : 568 } })
await page.setContent('<body style="margin:0;display:flex;align-items:flex-start;gap:12px;background:#888">' + names.map((n) => `<img width=${w} style="flex:none" src="data:image/png;base64,${readFileSync(`/tmp/shots/${n}-${mode}.png`).toString('base64')}">`).join(''))
await page.screenshot({ path: `/tmp/shots/sheet-${mode}-${names[0]}.png`, fullPage: true })
await browser.close()
