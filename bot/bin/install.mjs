import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from './launch.mjs'
import { isSatisfied } from './lock-file.mjs'
import { giveUp, root, say, secondsSince } from './say.mjs'

const heartbeatMs = 20_000

/** Installs the packages of the lock file unless exactly these are there already. Plain Node: nothing is installed yet. */
export async function install() {
  if (isInstalled()) return
  const start = performance.now()
  say('必要な部品を入れています（1〜2分ほどかかります）…', 'Installing packages (takes a minute or two) …')
  const heartbeat = setInterval(() => console.log(`… ${secondsSince(start)}`), heartbeatMs)
  const code = await runNpm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  clearInterval(heartbeat)
  if (code !== 0) {
    giveUp(
      '部品を入れられませんでした。インターネット（または社内の npm レジストリ）につながっているか、フォルダーに書き込めるかを確かめて、もう一度同じコマンドを実行してください。',
      'Packages could not be installed. Check that this machine reaches the npm registry (proxy: `npm config set proxy …`) and that this folder is writable, then run the same command again. `npm ci` shows the details.',
    )
  }
  say(`部品が入りました（${secondsSince(start)}）`, `Packages installed (${secondsSince(start)})`)
}

/** npm notes what it installed in a lock file of its own. Contents count, not times: a checkout or a copy renews those. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json')
  return existsSync(note) && isSatisfied(readJson(join(root, 'package-lock.json')), readJson(note))
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** The npm that started us when there is one, so that its Node is not the one inside the folder that npm is replacing. */
async function runNpm(args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  try {
    if (npm?.endsWith('.js')) return await launch(node ?? process.execPath, [npm, ...args])
    return await launch('npm', args)
  } catch (error) {
    console.error(String(error))
    return 1
  }
}
