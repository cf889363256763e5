import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from './launch.mjs'
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

/**
 * Compares what npm noted at its last installation with the lock file. Contents, not times of files: a checkout or a copy
 * gives every file a new time. Optional packages of other platforms are rightly absent.
 */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readPackages(note)
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([place, wanted]) =>
      place === '' || (wanted.optional && !installed[place]) || installed[place]?.version === wanted.version,
  )
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

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
