import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  /** Who it was handed over for, whatever its headers say. */
  recipients: string[]
  /** As it came over the wire. */
  raw: string
  /** Unfolded, by name in small letters. */
  headers: Record<string, string>
  /** Subject and plain text, decoded. */
  subject: string
  text: string
}

/** A real SMTP server on this machine that keeps what it is given. */
export interface PostOffice {
  /** With user and password. */
  url: string
  mails: ReceivedMail[]
  /** What it answers instead of taking the next mails; null takes them. */
  refuse: { code: number } | null
  close: () => Promise<void>
}

export async function openPostOffice(): Promise<PostOffice> {
  const office = { mails: [] as ReceivedMail[], refuse: null as PostOffice['refuse'] }
  const troubled = () => office.refuse && Object.assign(new Error('Not now'), { responseCode: office.refuse.code })
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'musubi' && password === 'p@ss/w:rd'
        ? done(null, { user: username })
        : done(Object.assign(new Error('No'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) => done(troubled()),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('latin1')
        office.mails.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), ...read(raw) })
        done()
      })
    },
  })
  // A client that hangs up is no fault of the server.
  server.on('error', () => {})
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address().port))
  })
  return Object.assign(office, {
    url: `smtp://musubi:p%40ss%2Fw%3Ard@127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  })
}

function read(raw: string): Omit<ReceivedMail, 'recipients'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers = headersOf(head)
  const plain = rest
    .join('\r\n\r\n')
    .split('\r\n--')
    .find((part) => /content-type: text\/plain/i.test(part))
  return { raw, headers, subject: wordsOf(headers['subject'] ?? ''), text: plain ? bodyOf(plain) : '' }
}

const headersOf = (head: string) =>
  Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  ) as Record<string, string>

/** RFC 2047: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`; white space between two of them does not count. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_all, way: string, word: string) =>
      way.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    )

function bodyOf(part: string): string {
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : /quoted-printable/i.test(head)
      ? quotedPrintable(body.replaceAll('=\r\n', ''))
      : Buffer.from(body, 'latin1').toString('utf8')
  return text.replaceAll('\r\n', '\n').trimEnd()
}

const quotedPrintable = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
