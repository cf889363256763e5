import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { launch, toolEnv } from './launch.mjs'
import { noteBuilt, staleParts } from './parts.mjs'
import { giveUp, root, say, secondsSince } from './say.mjs'

/** Builds the parts whose sources have changed, as many at a time as there are processors. */
export async function buildStale(node) {
  const waiting = staleParts()
  if (waiting.length === 0) return
  const names = waiting.map((part) => part.name).join(', ')
  const start = performance.now()
  say(`画面とサーバーを組み立てています（${names}）…`, `Building ${names} …`)
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) await buildPart(node, part)
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, worker))
  assembleAssets()
  say(`組み立てました（${secondsSince(start)}）`, `Built (${secondsSince(start)})`)
}

async function buildPart(node, part) {
  let output = ''
  const env = toolEnv(node, { NODE_ENV: 'production' })
  const code = await launch(node, part.command, { env, onText: (text) => (output += text) })
  if (code !== 0) {
    console.error(output)
    giveUp(`${part.name} を組み立てられませんでした。`, `Building ${part.name} failed; the output is above.`)
  }
  noteBuilt(part)
}

/** The one folder of static files that Workers serve: the dashboard at its root, friends' files where their page expects them. */
function assembleAssets() {
  const assets = join(root, 'dist', 'assets')
  rmSync(assets, { recursive: true, force: true })
  mkdirSync(assets, { recursive: true })
  for (const [from, to] of [
    ['dashboard/dist', '.'],
    ['liff/dist', 'liff/static'],
  ]) {
    if (existsSync(join(root, from))) cpSync(join(root, from), join(assets, to), { recursive: true })
  }
}
