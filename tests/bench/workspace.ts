import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeWorkspace, owner } from './workspace/make.ts'

// `node bot/bin/run.mjs tests/bench/workspace.ts --file FILE [--friends N …]`: a workspace of any size in minutes.
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '/tmp/musubi-bench/musubi.db' },
    friends: { type: 'string', default: '100000' },
    submissions: { type: 'string', default: '10000' },
    /** Of the short form of satisfaction, beside the others. */
    short: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** ISO; the moment before which everything happened. The same one makes the same workspace. */
    now: { type: 'string', default: new Date().toISOString() },
  },
})
const file = resolve(values.file)
const root = fileURLToPath(new URL('../..', import.meta.url))
for (const end of ['', '-wal', '-shm', '-lock']) if (existsSync(file + end)) rmSync(file + end)
mkdirSync(dirname(file), { recursive: true })
const since = performance.now()
makeWorkspace({
  file,
  root,
  friends: Number(values.friends),
  submissions: Number(values.submissions),
  ...(values.short !== undefined && { short: Number(values.short) }),
  seed: Number(values.seed),
  now: Date.parse(values.now),
  say: (what) => console.log(`${((performance.now() - since) / 1000).toFixed(1)} s  ${what}`),
})
console.log(`${file}: ${owner.email} / ${owner.password}`)
