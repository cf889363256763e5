import { execFile, fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Load, Measured } from './load.ts'

// Every figure beside its baseline in one run, because the machine is not the same twice. Rounds alternate.
const secret = 'bench-secret'
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
const folder = mkdtempSync(join(tmpdir(), 'musubi-bench-'))
const children: ChildProcess[] = []
let port = 4300

async function start(file: string, env: Record<string, string> = {}): Promise<{ child: ChildProcess; port: number }> {
  port += 1
  const child = fork(join(import.meta.dirname, file), {
    env: { PATH: process.env['PATH'], PORT: String(port), BENCH_SECRET: secret, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.push(child)
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { child, port }
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function load(options: Omit<Load, 'path' | 'secret' | 'people'> & { people?: number }): Promise<Measured> {
  const whole: Load = { path: '/webhook/main', secret, people: 2000, ...options }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'load.ts'), JSON.stringify(whole)],
    {
      maxBuffer: 1 << 20,
    },
  )
  return JSON.parse(stdout) as Measured
}

let databases = 0
const musubi = (synchronous: string, more: Record<string, string> = {}) =>
  start('musubi.ts', {
    DATABASE_URL: `file:${join(folder, `${++databases}.db`)}`,
    DATABASE_SYNCHRONOUS: synchronous,
    MUSUBI_SECRET: '5e'.repeat(32),
    LINE_CHANNEL_ID: '1',
    LINE_CHANNEL_SECRET: secret,
    LINE_API_URL: `http://127.0.0.1:${linePort}`,
    ...more,
  })

const round = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits })
const spread = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, max: sorted.at(-1)! }
}
const say = (line: string) => console.log(line)

const line = await start('line.ts', { BENCH_LINE_DELAY: '30' })
const linePort = line.port

say(
  `\nMusubi, npm run bench: ${rounds} rounds of ${seconds} s, ${new Date().toISOString()}, Node ${process.version}, ${process.platform}`,
)
await storing()
await half()
await handling()
for (const child of children) child.kill('SIGKILL')
rmSync(folder, { recursive: true, force: true })
process.exit(0)

/** Verified and durable answers, one event a request, in per cent of the bare server in the same round. */
async function storing(): Promise<void> {
  say(
    '\nwebhook: verified and durable answer, one event a request (budget: ≥ 50 % of bare with FULL, ≥ 60 % with NORMAL)',
  )
  for (const connections of [32, 64, 128]) {
    const shares: Record<string, number[]> = { FULL: [], NORMAL: [] }
    const figures: Record<string, Measured[]> = { FULL: [], NORMAL: [], bare: [] }
    for (let at = 0; at < rounds; at++) {
      const bare = await start('bare.ts')
      const base = await load({ port: bare.port, connections, seconds, rate: null, kind: 'plain' })
      figures['bare']!.push(base)
      await stop(bare.child)
      for (const mode of ['FULL', 'NORMAL']) {
        const ours = await musubi(mode, { BENCH_HANDLE: 'no' })
        const measured = await load({ port: ours.port, connections, seconds, rate: null, kind: 'plain' })
        await stop(ours.child)
        if (measured.refused > 0) say(`  ! ${measured.refused} requests were refused`)
        figures[mode]!.push(measured)
        shares[mode]!.push((measured.perSecond / base.perSecond) * 100)
      }
    }
    const bareRate = spread(figures['bare']!.map(({ perSecond }) => perSecond))
    say(
      `  ${connections} connections: bare ${round(bareRate.min)}/${round(bareRate.median)}/${round(bareRate.max)} requests/s, p99 ${round(spread(figures['bare']!.map(({ p99 }) => p99)).median, 1)} ms`,
    )
    for (const mode of ['FULL', 'NORMAL']) {
      const share = spread(shares[mode]!)
      const rate = spread(figures[mode]!.map(({ perSecond }) => perSecond))
      say(
        `    ${mode.padEnd(6)} ${round(share.min)}/${round(share.median)}/${round(share.max)} % of bare, ${round(rate.median)} requests/s, p99 ${round(spread(figures[mode]!.map(({ p99 }) => p99)).median, 1)} ms`,
      )
    }
  }
}

/** Latency at half of what bare manages together with us, alone and while a report reads for two seconds. */
async function half(): Promise<void> {
  say('\nwebhook p99 at half load, FULL, 64 connections (budget: ≤ 25 ms, < 50 ms while a 2 s report runs)')
  for (let at = 0; at < rounds; at++) {
    const ours = await musubi('FULL', { BENCH_HANDLE: 'no' })
    const full = await load({ port: ours.port, connections: 64, seconds, rate: null, kind: 'plain' })
    const rate = full.perSecond / 2
    const alone = await load({ port: ours.port, connections: 64, seconds, rate, kind: 'plain' })
    const reported = new Promise((resolve) => ours.child.once('message', resolve))
    ours.child.send('report')
    const meanwhile = await load({ port: ours.port, connections: 64, seconds: 2, rate, kind: 'plain' })
    await reported
    await stop(ours.child)
    const bare = await start('bare.ts')
    const base = await load({ port: bare.port, connections: 64, seconds, rate, kind: 'plain' })
    await stop(bare.child)
    say(
      `  ${round(rate)} requests/s: p99 ${round(alone.p99, 1)} ms (max ${round(alone.max, 1)}), during a report ${round(meanwhile.p99, 1)} ms (max ${round(meanwhile.max, 1)}), bare ${round(base.p99, 1)} ms`,
    )
  }
}

/** Chat-survey steps from webhook to recorded reply, LINE answering after 30 ms. */
async function handling(): Promise<void> {
  say('\nevents fully handled, one chat-survey step each, LINE answers after 30 ms (budget: ≥ 5,000/s sustained)')
  for (const offered of [3000, 5000, 6000]) {
    const ours = await musubi('FULL')
    const people = 20_000
    const before = Date.now()
    const measured = await load({
      port: ours.port,
      connections: 64,
      seconds: seconds * 2,
      rate: offered,
      kind: 'chat',
      people,
    })
    const counts = new Promise<{ done: number; open: number; bad: number; rss: number; now: number }>((resolve) =>
      ours.child.once('message', resolve as () => void),
    )
    ours.child.send('counts')
    const { done, open, bad, rss, now } = await counts
    await stop(ours.child)
    say(
      `  offered ${round(offered)}/s: ${round(done / ((now - before) / 1000))} handled/s (${round(done)} done, ${open} open, ${bad} failed), webhook p99 ${round(measured.p99, 1)} ms, ${round(rss / 1e6)} MB`,
    )
  }
}
