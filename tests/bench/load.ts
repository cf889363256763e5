import { createHmac, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** What a load does; given as JSON in the first argument, the result is printed as JSON. */
export interface Load {
  port: number
  path: string
  secret: string
  connections: number
  seconds: number
  /** Requests a second, spread evenly; latency then counts from the moment a request was due. Null: as many as are answered. */
  rate: number | null
  /** `plain`: an event that only has to be stored; `chat`: people tap answers of a survey. */
  kind: 'plain' | 'chat'
  /** How many people take turns, for `chat`. */
  people: number
  /** How many events these people have sent before, so that everybody goes on where they are. */
  sentBefore: number
  /** Seconds under load before anything is counted: a server that has just started is compiling. */
  warmSeconds: number
}

export interface Measured {
  answered: number
  refused: number
  /** Those before the count began, too. */
  sent: number
  perSecond: number
  p50: number
  p99: number
  max: number
}

// Raw sockets and requests built by hand: a load generator that costs more than the server measures itself.
const load = JSON.parse(process.argv[2] ?? '{}') as Load
const latencies: number[] = []
let answered = 0
let refused = 0
let sent = 0
const run = randomBytes(4).toString('hex')
const started = performance.now()
const counted = started + load.warmSeconds * 1000
const end = counted + load.seconds * 1000

/** The demo's chat survey up to its second question, and steps that can be repeated for ever: an answer, and back. */
const opening = ['アンケート', 'ひとりで']
const steps = ['5', 'もどる', '4', 'もどる']
const saidAs = (step: number) => opening[step] ?? steps[(step - opening.length) % steps.length]

function request(): Buffer {
  const at = sent++
  const nth = load.sentBefore + at
  const uid = `U${(nth % load.people).toString(16).padStart(32, '0')}`
  // As LINE's do, ids grow with time: random ones would write all over the indexes.
  const id = `${Date.now()}${String(at).padStart(9, '0')}`
  const message = { type: 'text', id, text: saidAs(Math.floor(nth / load.people)) }
  const event = {
    type: load.kind === 'chat' ? 'message' : 'beacon',
    webhookEventId: `${id}${run}`,
    timestamp: Date.now(),
    mode: 'active',
    source: { type: 'user', userId: uid },
    replyToken: `${run}${at}`,
    deliveryContext: { isRedelivery: false },
    message,
  }
  const body = JSON.stringify({ destination: 'U00000000000000000000000000000b07', events: [event] })
  const signature = createHmac('sha256', load.secret).update(body).digest('base64')
  return Buffer.from(
    `POST ${load.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nx-line-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** One connection; resolves with the status of each request in turn. */
class Connection {
  readonly #socket: Socket
  #resolve: (status: number) => void = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (data) => this.#resolve(Number(data.subarray(9, 12).toString())))
    socket.on('error', () => this.#resolve(0))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket))).once('error', reject)
    })
  }

  post(body: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.#resolve = resolve
      this.#socket.write(body)
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}

const connections = await Promise.all(Array.from({ length: load.connections }, () => Connection.open(load.port)))
await Promise.all(
  connections.map((connection, lane) => (load.rate === null ? closed(connection) : open(connection, load.rate, lane))),
)
for (const connection of connections) connection.close()
latencies.sort((a, b) => a - b)
const part = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
const measured: Measured = {
  answered,
  refused,
  sent,
  perSecond: answered / ((performance.now() - counted) / 1000),
  p50: part(0.5),
  p99: part(0.99),
  max: part(1),
}
process.stdout.write(JSON.stringify(measured))

async function closed(connection: Connection): Promise<void> {
  while (performance.now() < end) await one(connection, performance.now())
}

async function open(connection: Connection, rate: number, lane: number): Promise<void> {
  const gap = (1000 * load.connections) / rate
  for (let due = started + (gap * lane) / load.connections; due < end; due += gap) {
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    await one(connection, due)
  }
}

async function one(connection: Connection, since: number): Promise<void> {
  const status = await connection.post(request())
  if (since < counted) return
  latencies.push(performance.now() - since)
  if (status === 200) answered++
  else refused++
}
