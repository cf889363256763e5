import { createTransport } from 'nodemailer'
import type { Mailer, MailOutcome } from '../../deps.ts'
import type { Settings } from '../../settings.ts'
import { htmlOf } from './html.ts'

const connectMs = 10_000
const silenceMs = 15_000
/**
 * One mail from beginning to end, however slowly its server answers. Shorter than the lease of `mail/send-due.ts`: when
 * another process may take the mail, this one has given it up.
 */
const wholeMs = 45_000

/** Mail by an SMTP server, the same on both homes; null while none is set. */
export function smtpMailer(
  { SMTP_URL, MAIL_FROM }: Pick<Settings, 'SMTP_URL' | 'MAIL_FROM'>,
  limits: { wholeMs: number } = { wholeMs },
): Mailer | null {
  if (!SMTP_URL || !MAIL_FROM) return null
  const server = new URL(SMTP_URL)
  const secure = server.protocol === 'smtps:'
  const host = server.hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    host,
    port: Number(server.port) || (secure ? 465 : 587),
    secure,
    ...(server.username && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    requireTLS: !isNearby(host),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    // Nothing of a mail is ever read from a file or fetched, whatever its text looks like.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = MAIL_FROM.replace(/^.*@|>$/g, '')
  return {
    async send({ id, to, subject, text }) {
      if (!isAddress(to)) return { kind: 'failed', reason: 'mail_address' }
      try {
        await transport.sendMail({
          from: MAIL_FROM,
          // As an object and not as a header line: a comma or a line break in it adds nobody.
          to: { name: '', address: to },
          subject: oneLine(subject),
          text,
          html: htmlOf(text),
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(limits.wholeMs),
        })
        return { kind: 'accepted' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

/**
 * Whether a host stands on our own machine or network: only there may mail go without encryption, because whoever
 * listens on the way could read one-time codes and the server's password.
 */
export const isNearby = (host: string) =>
  !/[.:]/.test(host) ||
  /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d+)+$/.test(host) ||
  /^(::1$|f[cd][0-9a-f]{2}:)/i.test(host)

/** One address and nothing around it. */
const isAddress = (to: string) => /^[^\s<>@,;:"()\\]+@[^\s<>@,;:"()\\]+$/.test(to) && to.length <= 254

// oxlint-disable-next-line no-control-regex -- Control characters are what is taken out.
const oneLine = (subject: string) => subject.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()

/** RFC 5321 §4.2.1: 4yz may go well later, 5yz never will. What the server said is not kept: it often repeats the address. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  if (code === 'EAUTH') return { kind: 'again', reason: 'mail_sign_in' }
  if (typeof responseCode === 'number' && responseCode >= 500) return { kind: 'failed', reason: 'mail_refused' }
  if (typeof responseCode === 'number') return { kind: 'again', reason: 'mail_busy' }
  return { kind: 'again', reason: 'mail_unreachable' }
}
