import { execFile, fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Load, Measured } from './load.ts'
import type { Drained, Settled } from './musubi.ts'
import type { Submitted, Submitting } from './submit.ts'

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

/** Sends a server one of the questions that it knows, and waits for its answer. */
function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const answered = new Promise<T>((resolve) => child.once('message', resolve as (answer: unknown) => void))
  child.send(question)
  return answered
}

const spent = ({ user, system }: NodeJS.CpuUsage) => user + system

type Options = Pick<Load, 'port' | 'connections' | 'seconds' | 'rate' | 'kind'> & Partial<Load>

async function load(options: Options): Promise<Measured> {
  const common = { path: '/webhook/main', secret, people: 2000, sentBefore: 0, warmSeconds: 0 }
  const whole: Load = { ...common, ...options }
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
const range = (values: number[]) => {
  const { min, median, max } = spread(values)
  return `${round(min)}/${round(median)}/${round(max)}`
}
const middle = (values: number[]) => round(spread(values).median, 1)
const say = (line: string) => console.log(line)

const line = await start('line.ts', { BENCH_LINE_DELAY: '30' })
const linePort = line.port

say(
  `\nMusubi, npm run bench: ${rounds} rounds of ${seconds} s, ${new Date().toISOString()}, Node ${process.version}, ${process.platform}`,
)
await storing()
await half()
await handling()
await submitting()
for (const child of children) child.kill('SIGKILL')
rmSync(folder, { recursive: true, force: true })
process.exit(0)

/**
 * Verified and durable answers, one event a request, in per cent of the bare server in the same round; and the same of
 * processor time, which a busy machine disturbs less. All servers stay up; those that nobody calls cost nothing.
 */
async function storing(): Promise<void> {
  say(
    '\nwebhook: verified and durable answer, one event a request (budget: ≥ 50 % of bare with FULL, ≥ 60 % with NORMAL)',
  )
  for (const connections of [32, 64, 128]) {
    const servers = {
      bare: await start('bare.ts'),
      FULL: await musubi('FULL', { BENCH_HANDLE: 'no' }),
      NORMAL: await musubi('NORMAL', { BENCH_HANDLE: 'no' }),
    }
    const figures: Record<string, (Measured & { cpu: number })[]> = { bare: [], FULL: [], NORMAL: [] }
    for (let at = 0; at < rounds; at++)
      for (const [name, server] of Object.entries(servers)) figures[name]!.push(await stored(server, connections))
    for (const { child } of Object.values(servers)) await stop(child)
    const bare = figures['bare']!
    say(
      `  ${connections} connections: bare ${range(bare.map(({ perSecond }) => perSecond))} requests/s, ${middle(bare.map(({ cpu }) => cpu))} µs of processor a request, p99 ${middle(bare.map(({ p99 }) => p99))} ms`,
    )
    for (const mode of ['FULL', 'NORMAL']) {
      const ours = figures[mode]!
      const share = range(ours.map(({ perSecond }, at) => (perSecond / bare[at]!.perSecond) * 100))
      const cpuShare = range(ours.map(({ cpu }, at) => (bare[at]!.cpu / cpu) * 100))
      say(
        `    ${mode.padEnd(6)} ${share} % of bare; by processor time ${cpuShare} % (${middle(ours.map(({ cpu }) => cpu))} µs); p99 ${middle(ours.map(({ p99 }) => p99))} ms`,
      )
    }
  }
}

async function stored({ child, port }: { child: ChildProcess; port: number }, connections: number) {
  const options = { port, connections, rate: null, kind: 'plain' as const }
  // The first load only warms the server up; later ones warm themselves.
  await load({ ...options, seconds: 1 })
  const before = await ask<NodeJS.CpuUsage>(child, 'cpu')
  const measured = await load({ ...options, seconds, warmSeconds: 1 })
  const cpu = (spent(await ask<NodeJS.CpuUsage>(child, 'cpu')) - spent(before)) / measured.sent
  if (measured.refused > 0) say(`  ! ${measured.refused} requests were refused`)
  return { ...measured, cpu }
}

/** Latency at half of what bare manages together with us, alone and while a report reads for two seconds. */
async function half(): Promise<void> {
  say('\nwebhook p99 at half load, FULL, 64 connections (budget: ≤ 25 ms, < 50 ms while a 2 s report runs)')
  for (let at = 0; at < rounds; at++) {
    const ours = await musubi('FULL', { BENCH_HANDLE: 'no' })
    const full = await load({ port: ours.port, connections: 64, seconds, warmSeconds: 2, rate: null, kind: 'plain' })
    const rate = full.perSecond / 2
    const alone = await load({ port: ours.port, connections: 64, seconds, rate, kind: 'plain' })
    const reported = ask(ours.child, 'report')
    const meanwhile = await load({ port: ours.port, connections: 64, seconds: 2, rate, kind: 'plain' })
    await reported
    await stop(ours.child)
    const bare = await start('bare.ts')
    const base = await load({ port: bare.port, connections: 64, seconds, warmSeconds: 1, rate, kind: 'plain' })
    await stop(bare.child)
    say(
      `  ${round(rate)} requests/s: p99 ${round(alone.p99, 1)} ms (max ${round(alone.max, 1)}), during a report ${round(meanwhile.p99, 1)} ms (max ${round(meanwhile.max, 1)}), bare ${round(base.p99, 1)} ms`,
    )
  }
}

/**
 * Chat-survey steps of people who are known already, LINE answering after 30 ms. Sustained: from webhook to recorded
 * reply, while they come in. Drained: they were stored before, and nothing comes in meanwhile.
 */
async function handling(): Promise<void> {
  say('\nevents fully handled, one chat-survey step each, LINE answers after 30 ms (budget: ≥ 5,000/s sustained)')
  const people = 4000
  const chat = { connections: 64, kind: 'chat' as const, people }
  for (const offered of [3000, 5000, 6000]) {
    const ours = await musubi('FULL')
    const { port } = ours
    const met = await load({ ...chat, port, seconds: (people * 2) / 1000, rate: 1000 })
    const first = await ask<Settled>(ours.child, 'settle')
    const before = Date.now()
    const measured = await load({ ...chat, port, seconds: seconds * 2, rate: offered, sentBefore: met.sent })
    const last = await ask<Settled>(ours.child, 'settle')
    const done = last.done - first.done
    const cpu = (spent(last.cpu) - spent(first.cpu)) / done
    say(
      `  sustained, ${round(offered)}/s offered: ${round(done / ((last.at - before) / 1000))} handled/s (${round(done)} done, ${last.open} open, ${last.bad} failed), ${round(cpu)} µs of processor an event, webhook p99 ${round(measured.p99, 1)} ms, ${round(last.rss / 1e6)} MB`,
    )
    if (offered === 5000) await draining(ours, chat, met.sent + measured.sent)
    await stop(ours.child)
  }
}

/**
 * Whole submissions in the mini-app: the form is opened, five answers are saved one by one, and it is sent. Every one of
 * its seven requests is answered when it is on the disk.
 */
async function submitting(): Promise<void> {
  say('\nsubmissions in LIFF, five questions in seven requests, each durable before its answer')
  const { child, port } = await musubi('FULL')
  await ask<number>(child, 'sessions')
  for (const people of [32, 128, 512]) {
    const before = await ask<NodeJS.CpuUsage>(child, 'cpu')
    const asked: Submitting = { port, people, seconds: seconds * 2 }
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'submit.ts'),
      JSON.stringify(asked),
    ])
    const { submissions, requests, refused, perSecond, p50, p99 } = JSON.parse(stdout) as Submitted
    const cpu = (spent(await ask(child, 'cpu')) - spent(before)) / submissions
    say(
      `  ${people} people at once: ${round(perSecond)} submissions/s (${round(requests)} requests, ${refused} refused), ${round(cpu)} µs of processor a submission, a request p50 ${round(p50, 1)} ms, p99 ${round(p99, 1)} ms`,
    )
  }
  await stop(child)
}

async function draining(
  { child, port }: { child: ChildProcess; port: number },
  chat: { connections: number; kind: 'chat'; people: number },
  sentBefore: number,
): Promise<void> {
  await ask(child, 'hold')
  await load({ ...chat, port, seconds, rate: 3000, sentBefore })
  const { events, ms } = await ask<Drained>(child, 'drain')
  say(`  drained: ${round(events / (ms / 1000))} handled/s (${round(events)} stored before)`)
}
