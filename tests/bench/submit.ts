import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What people do in the mini-app, as `load.ts` does it for LINE: given as JSON in the first argument, printed as JSON. */
export interface Submitting {
  port: number
  /** People who answer at the same time; each sends one submission after the other. */
  people: number
  seconds: number
}

export interface Submitted {
  submissions: number
  requests: number
  refused: number
  perSecond: number
  p50: number
  p99: number
}

/** The bearer token of the nth person; the server is told to know it (`musubi.ts`). */
export const tokenOf = (person: number) => createHash('sha256').update(`bench person ${person}`).digest('hex')

/** The demo's survey, every question of it. */
const given: [key: string, value: unknown][] = [
  ['company', 'friends'],
  ['satisfaction', 5],
  ['liked', ['coffee']],
  ['next_visit', null],
  ['comment', 'また来ます'],
]

async function measure({ port, people, seconds }: Submitting): Promise<Submitted> {
  const agent = new Agent({ keepAlive: true, maxSockets: people })
  const latencies: number[] = []
  let [submissions, refused] = [0, 0]
  const end = performance.now() + seconds * 1000

  function call(person: number, path: string, body?: unknown): Promise<{ status: number; body: string }> {
    const since = performance.now()
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${tokenOf(person)}`, 'content-type': 'application/json' }
      const asked = request(
        { agent, port, host: '127.0.0.1', method: 'PUT', path: `/liff/api/main${path}`, headers },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (part: string) => (text += part))
          answer.on('end', () => {
            latencies.push(performance.now() - since)
            if (answer.statusCode !== 200) refused += 1
            resolve({ status: answer.statusCode ?? 0, body: text })
          })
        },
      )
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  async function answers(person: number): Promise<void> {
    while (performance.now() < end) {
      const { body } = await call(person, '/forms/visit/draft?again=true')
      const { submission } = JSON.parse(body) as { submission: { id: string } | null }
      if (!submission) return
      for (const [key, value] of given) await call(person, `/submissions/${submission.id}/answers/${key}`, { value })
      if ((await call(person, `/submissions/${submission.id}/completion`)).status === 200) submissions += 1
    }
  }

  await Promise.all(Array.from({ length: people }, (_, person) => answers(person)))
  agent.destroy()
  const sorted = latencies.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    ...{ submissions, requests: latencies.length, refused, perSecond: submissions / seconds },
    ...{ p50: at(0.5), p99: at(0.99) },
  }
}

if (process.argv[2]) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]) as Submitting)))
