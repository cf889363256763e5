import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { owner } from '../workspace/make.ts'

/** The real server on a workspace, and a member of staff who is signed in. */
export interface Opened {
  child: ChildProcess
  /** Bytes of memory that the server takes now; null where the system does not tell. */
  memory(): number | null
  get(path: string): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
}

const upMs = 120_000

/** Starts the built server on a database and signs the owner in. */
export async function openServer({ file, root, port }: { file: string; root: string; port: number }): Promise<Opened> {
  const origin = `http://127.0.0.1:${port}`
  const somebody = await fetch(`${origin}/healthz`).catch(() => null)
  if (somebody) throw new Error(`Port ${port} is taken; choose another one with --port`)
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/node.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: String(port), PUBLIC_URL: origin, DATABASE_URL: `file:${file}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await serving(origin, child)
  const cookie = await signIn(origin)
  const own = { cookie, origin, 'sec-fetch-site': 'same-origin' }
  const address = (path: string) => `${origin}/api/accounts/main/${path}`
  return {
    child,
    get: (path) => fetch(address(path), { headers: own }),
    post: (path, body) =>
      fetch(address(path), {
        method: 'POST',
        headers: { ...own, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    memory() {
      if (process.platform !== 'linux') return null
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      return Number(kilobytes) * 1024
    },
  }
}

async function serving(origin: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + upMs
  while (Date.now() < end) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null)
    if (answer?.ok) return
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The server did not start')
}

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin },
    body: JSON.stringify(owner),
  })
  if (!answer.ok) throw new Error(`The owner could not sign in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
