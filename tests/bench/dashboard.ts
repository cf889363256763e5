import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { callsOf, type Call } from './dashboard/calls.ts'
import { takeExports } from './dashboard/exports.ts'
import { openServer, type Opened } from './dashboard/server.ts'
import { makeWorkspace } from './workspace/make.ts'

// How long staff wait: each list, search, summary and page through HTTP, first and then again, beside the budget; and exports.
// `--full`: as large as an account is meant to become. `--file FILE`: a workspace that is there already; it is migrated.
const budgetMs = 300
const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    /** A workspace of another size; `short`: of the short form, which people answer often. */
    friends: { type: 'string' },
    submissions: { type: 'string' },
    short: { type: 'string' },
    file: { type: 'string' },
    times: { type: 'string', default: '10' },
    port: { type: 'string', default: '4317' },
    /** Only calls whose name contains it. */
    only: { type: 'string', default: '' },
    /** The form that is taken out. */
    form: { type: 'string', default: 'yearly' },
  },
})
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'musubi-bench-'))
const plain = values.full ? { friends: 1_000_000, submissions: 100_000 } : { friends: 100_000, submissions: 10_000 }
const size = {
  friends: Number(values.friends ?? plain.friends),
  submissions: Number(values.submissions ?? plain.submissions),
  ...(values.short !== undefined && { short: Number(values.short) }),
}
const file = values.file ?? join(folder, 'musubi.db')
if (values.file === undefined) makeWorkspace({ file, root, ...size, seed: 1, now: Date.now(), say: () => {} })

const server = await openServer({ file, root, port: Number(values.port) })
try {
  const about =
    values.file ?? `${size.friends.toLocaleString('en')} friends, ${size.submissions.toLocaleString('en')} submissions`
  console.log(
    `\ndashboard: ${about}; milliseconds through HTTP, first and ${values.times} times (budget: p95 ≤ ${budgetMs} ms)`,
  )
  console.log(`  ${'cold'.padStart(7)} ${'p50'.padStart(7)} ${'p95'.padStart(7)}`)
  for (const call of await callsOf(async (path) => (await server.get(path)).json())) {
    if (call.what.includes(values.only)) print(call, await timed(server, call, Number(values.times)))
  }
  if ('exports'.includes(values.only)) await printExports(server, values.form)
} finally {
  const ended = new Promise((resolve) => server.child.once('exit', resolve))
  server.child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}

interface Figures {
  cold: number
  p50: number
  p95: number
  status: number
}

async function timed({ get }: Opened, { path }: Call, times: number): Promise<Figures> {
  let status = 0
  const once = async () => {
    const since = performance.now()
    const answer = await get(path)
    await answer.arrayBuffer()
    status = answer.status
    return performance.now() - since
  }
  const cold = await once()
  const again: number[] = []
  for (let nth = 0; nth < times; nth++) again.push(await once())
  again.sort((a, b) => a - b)
  const part = (share: number) => again[Math.min(again.length - 1, Math.floor(again.length * share))]!
  return { cold, p50: part(0.5), p95: part(0.95), status }
}

function print({ what, path }: Call, { cold, p50, p95, status }: Figures): void {
  const verdict = status !== 200 ? `ANSWERED ${status} ${path}` : p95 <= budgetMs ? '' : `OVER  ${path}`
  const figures = [cold, p50, p95].map((figure) => figure.toFixed(1).padStart(7)).join(' ')
  console.log(`  ${figures}  ${what}${verdict && `  ${verdict}`}`)
}

async function printExports(opened: Opened, form: string): Promise<void> {
  console.log(
    `\nexports of the form ${form}: first byte and whole in milliseconds, size, growth of the server’s memory`,
  )
  for (const { format, first, whole, bytes, grown } of await takeExports(opened, form)) {
    const figures = [first, whole].map((figure) => figure.toFixed(0).padStart(7)).join(' ')
    console.log(`  ${figures}  ${megabytes(bytes)}  ${grown === null ? '?' : `+${megabytes(grown)}`}  ${format}`)
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
