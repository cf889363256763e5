import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { launch } from '../../bot/bin/launch.mjs'
import { giveUp, say } from '../../bot/bin/say.mjs'

const aptPackages = ['chromium', 'fonts-noto-cjk']
const installCommand = `apt-get update && apt-get install -y --no-install-recommends ${aptPackages.join(' ')}`

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser for tests: `CHROMIUM_PATH`, else Playwright's own, else the system's. Without any: undefined. */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test')
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...systemBrowsers].find(
    (path) => path && existsSync(path),
  )
}

/** Finds a browser, or installs one where that is ours to do: as root on Debian. Japanese text needs its font as well. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) await installOnDebian()
  return (await findBrowser()) ?? giveUp(...howToInstall())
}

async function installOnDebian() {
  say(
    'テスト用のブラウザーを入れています（1分ほどかかります）…',
    'Installing a browser for the tests (takes a minute) …',
  )
  let output = ''
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const code = await launch('bash', ['-c', installCommand], { env, onText: (text) => (output += text) })
  if (code !== 0) console.error(output)
}

function howToInstall() {
  const debian = spawnSync('apt-get', ['--version']).status === 0
  const command = debian ? `sudo sh -c '${installCommand}'` : 'npx playwright install chromium'
  return [
    `テスト用のブラウザーが見つかりません。次のコマンドで入れてください：${command}`,
    `No browser for the tests was found. Install one with: ${command}`,
  ]
}
