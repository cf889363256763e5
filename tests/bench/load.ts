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
}

export interface Measured {
  answered: number
  refused: number
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
const end = started + load.seconds * 1000

/** Steps of the demo's chat survey that can be repeated for ever: back and forth over its first questions. */
const said = ['アンケート', 'ひとりで', '5', 'もどる', '4', 'もどる']

function request(): Buffer {
  const at = sent++
  const uid = `U${(at % load.people).toString(16).padStart(32, '0')}`
  const message = { type: 'text', id: `${run}${at}`, text: said[Math.floor(at / load.people) % said.length] }
  const event = {
    type: load.kind === 'chat' ? 'message' : 'beacon',
    webhookEventId: `${Date.now().toString(36)}${run}${at}`,
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
  perSecond: answered / ((performance.now() - started) / 1000),
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
  latencies.push(performance.now() - since)
  if (status === 200) answered++
  else refused++
}
