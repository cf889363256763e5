import * as v from 'valibot'

const url = (name: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.url(`${name} must be a full address such as https://example.com`),
    v.transform((text) => text.replace(/\/+$/, '')),
  )
const modes = <const T extends string>(name: string, ...values: T[]) =>
  v.picklist(values, `${name} must be one of: ${values.join(', ')}`)
const text = v.optional(v.pipe(v.string(), v.trim(), v.minLength(1)))

/** `shop@example.com` or `Shop <shop@example.com>`; one address, and no line breaks, because it becomes a header. */
const mailFrom = /^(?:[^<>\r\n",;:@]{1,80}\s*<[^\s<>@,;"]+@[^\s<>@,;"]+>|[^\s<>@,;"]+@[^\s<>@,;"]+)$/
const mailFromProblem = 'MAIL_FROM must be an e-mail address, or a name with one: Musubi Cafe <mail@example.com>'

const settingsSchema = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'PORT must be a number'),
      v.transform(Number),
      v.maxValue(65535, 'PORT must be at most 65535'),
    ),
    '3000',
  ),
  HOST: v.optional(v.string(), '127.0.0.1'),
  PUBLIC_URL: v.optional(url('PUBLIC_URL')),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(file|libsql|https?|wss?):/, 'DATABASE_URL must begin with file:, libsql:, https: or http:'),
    ),
    'file:./data/musubi.db',
  ),
  DATABASE_AUTH_TOKEN: text,
  DATABASE_SYNCHRONOUS: v.optional(modes('DATABASE_SYNCHRONOUS', 'FULL', 'NORMAL'), 'FULL'),
  MUSUBI_SECRET: v.optional(
    v.pipe(v.string(), v.trim(), v.regex(/^[0-9a-fA-F]{64}$/, 'MUSUBI_SECRET must be 64 hex digits')),
  ),
  LINE_CHANNEL_ID: text,
  LINE_CHANNEL_SECRET: text,
  LINE_LOGIN_CHANNEL_ID: text,
  LINE_LOGIN_CHANNEL_SECRET: text,
  LIFF_ID: text,
  LINE_API_URL: v.optional(url('LINE_API_URL'), 'https://api.line.me'),
  LINE_DATA_API_URL: v.optional(url('LINE_DATA_API_URL'), 'https://api-data.line.me'),
  LINE_ACCESS_URL: v.optional(url('LINE_ACCESS_URL'), 'https://access.line.me'),
  LINE_LIFF_URL: v.optional(url('LINE_LIFF_URL'), 'https://liff.line.me'),
  STAFF_EMAIL: v.optional(v.pipe(v.string(), v.trim(), v.email('STAFF_EMAIL must be an e-mail address'))),
  STAFF_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12, 'STAFF_PASSWORD must have at least 12 characters'))),
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.regex(
        /^smtps?:\/\/(?:[^\s/?#@%]|%[0-9a-f]{2})+(?:@[^\s/?#@%]+)?$/i,
        'SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465 (letters such as @ and / in the password as %40 and %2F)',
      ),
    ),
  ),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.trim(), v.regex(mailFrom, mailFromProblem))),
  MUSUBI_DEMO: v.optional(modes('MUSUBI_DEMO', 'auto', 'on', 'off'), 'auto'),
  MUSUBI_SIMULATOR: v.optional(modes('MUSUBI_SIMULATOR', 'auto', 'on', 'off'), 'auto'),
})

type Raw = v.InferOutput<typeof settingsSchema>
export type Settings = Omit<Raw, 'PUBLIC_URL'> & { PUBLIC_URL: string }

export class SettingsError extends Error {}

/**
 * Reads the settings from environment variables or bindings; empty values count as not set.
 * @throws SettingsError that names every setting that is wrong and what it must be
 */
export function readSettings(source: Record<string, unknown>): Settings {
  const given = Object.fromEntries(
    Object.entries(source).filter(
      ([name, value]) => name in settingsSchema.entries && typeof value === 'string' && value !== '',
    ),
  )
  const parsed = v.safeParse(settingsSchema, given)
  const problems = parsed.issues?.map((issue) => issue.message) ?? []
  if (Boolean(given['LINE_CHANNEL_ID']) !== Boolean(given['LINE_CHANNEL_SECRET'])) {
    problems.push('LINE_CHANNEL_ID and LINE_CHANNEL_SECRET belong together: set both or neither')
  }
  if (given['LIFF_ID'] && !given['LINE_LOGIN_CHANNEL_ID']) {
    problems.push('LIFF_ID needs LINE_LOGIN_CHANNEL_ID, the LINE Login channel that the LIFF app belongs to')
  }
  if (Boolean(given['SMTP_URL']) !== Boolean(given['MAIL_FROM'])) {
    problems.push('SMTP_URL and MAIL_FROM belong together: set both or neither')
  }
  if (problems.length > 0 || !parsed.success) throw new SettingsError(problems.join('\n'))
  const settings = parsed.output
  return { ...settings, PUBLIC_URL: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}` }
}

/** Whether the environment names a real channel for account `main`. */
export const hasChannel = (settings: Settings): boolean => settings.LINE_CHANNEL_ID !== undefined

/** Whether the simulator stands in LINE's place: then nothing that is sent reaches anybody. */
export const isRehearsal = ({ LINE_API_URL, PUBLIC_URL }: Settings): boolean =>
  LINE_API_URL.startsWith(`${PUBLIC_URL}/simulator/`)
