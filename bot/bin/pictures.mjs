import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../../tests/bin/browser.mjs'
import { install } from './install.mjs'
import { requireBootstrapNode } from './node.mjs'
import { withText } from './png-text.mjs'
import { giveUp, root, say } from './say.mjs'

// `npm run pictures`: LINE takes PNG, we draw SVG. Each PNG carries the hash of the SVG it was made from, so that a test
// sees when somebody changed the one and forgot the other.
const folder = join(root, 'bot', 'demo', 'pictures')

requireBootstrapNode()
await install()
const { chromium } = await import('@playwright/test')
const executablePath = await findBrowser()
if (!executablePath)
  giveUp(
    '画像を描くブラウザーが見つかりません。先に npm test を一度実行してください。',
    'No browser to draw with was found. Run npm test once before.',
  )
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const name of readdirSync(folder).filter((file) => file.endsWith('.svg'))) {
  const svg = readFileSync(join(folder, name), 'utf8')
  const [, width, height] = /<svg [^>]*\bwidth="(\d+)" height="(\d+)"/.exec(svg) ?? []
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  const png = withText(await page.screenshot(), 'svg-sha256', createHash('sha256').update(svg).digest('hex'))
  writeFileSync(join(folder, name.replace('.svg', '.png')), png)
  await page.close()
  say(`${name} を PNG にしました`, `drew ${name} as PNG (${Math.round(png.length / 1024)} kB)`)
}
await browser.close()
