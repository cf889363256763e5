import { cpSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { launch, toolEnv } from './launch.mjs'
import { noteBuilt, staleParts } from './parts.mjs'
import { giveUp, root, say, secondsSince } from './say.mjs'

/** Builds the parts whose sources have changed, as many at a time as there are processors. */
export async function buildStale(node) {
  const stale = staleParts()
  if (stale.length === 0) return
  const start = performance.now()
  const names = namesOf(stale)
  say(`画面とサーバーを組み立てています（${names}）…`, `Building ${names} …`)
  const waiting = [...stale]
  const failed = []
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) if (!(await buildPart(node, part))) failed.push(part)
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), stale.length) }, worker))
  if (failed.length > 0) {
    giveUp(`組み立てられませんでした：${namesOf(failed)}`, `Building ${namesOf(failed)} failed; the output is above.`)
  }
  assembleAssets()
  say(`組み立てました（${secondsSince(start)}）`, `Built (${secondsSince(start)})`)
}

const namesOf = (parts) => parts.map((part) => part.name).join(', ')

/** What the tools print is shown only when it matters. */
async function buildPart(node, part) {
  let output = ''
  const env = toolEnv(node, { NODE_ENV: 'production', NO_COLOR: '1' })
  const code = await launch(node, part.command, { env, onText: (text) => (output += text) })
  if (code === 0) noteBuilt(part)
  else console.error(`--- ${part.name}\n${stripVTControlCharacters(output)}`)
  return code === 0
}

/** The one folder of static files that Workers serve: the dashboard at its root, friends' files where their page expects them. */
function assembleAssets() {
  const assets = join(root, 'dist', 'assets')
  rmSync(assets, { recursive: true, force: true })
  for (const [from, to] of [
    ['dashboard/dist', '.'],
    ['liff/dist', 'liff/static'],
  ]) {
    cpSync(join(root, from), join(assets, to), { recursive: true })
  }
}
