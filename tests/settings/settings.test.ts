import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from '../../bot/settings.ts'

describe('settings', () => {
  test('nothing has to be set', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      MUSUBI_DEMO: 'auto',
    })
  })

  test('an empty value counts as not set, and what is not a setting is ignored', () => {
    expect(readSettings({ PORT: '', PATH: '/bin', LINE_CHANNEL_ID: '' })).toMatchObject({ PORT: 3000 })
  })

  test('the public address loses its last slash', () => {
    expect(readSettings({ PUBLIC_URL: 'https://crm.example.com/' }).PUBLIC_URL).toBe('https://crm.example.com')
  })

  test('mail needs a server and a sender, with or without a name and a password', () => {
    for (const [SMTP_URL, MAIL_FROM] of [
      ['smtps://user:p%40ss@mail.example.com:465', '喫茶むすび <mail@example.com>'],
      ['smtp://localhost:1025', 'mail@example.com'],
      ['smtp://[::1]:25', 'Musubi Cafe <mail@example.com>'],
    ])
      expect(readSettings({ SMTP_URL, MAIL_FROM })).toMatchObject({ SMTP_URL, MAIL_FROM })
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT must be a number'],
    [{ PORT: '99999' }, 'PORT must be at most 65535'],
    [{ PUBLIC_URL: 'crm' }, 'PUBLIC_URL must be a full address'],
    [{ MUSUBI_SECRET: 'short' }, 'MUSUBI_SECRET must be 64 hex digits'],
    [{ MUSUBI_DEMO: 'yes' }, 'MUSUBI_DEMO must be one of: auto, on, off'],
    [{ STAFF_PASSWORD: 'short' }, 'STAFF_PASSWORD must have at least 12 characters'],
    [{ LINE_CHANNEL_ID: '1' }, 'LINE_CHANNEL_ID and LINE_CHANNEL_SECRET belong together'],
    [{ SMTP_URL: 'mail.example.com:587', MAIL_FROM: 'a@example.com' }, 'SMTP_URL must look like smtp://'],
    [{ SMTP_URL: 'smtp://user:p/w@mail.example.com', MAIL_FROM: 'a@example.com' }, 'SMTP_URL must look like smtp://'],
    [
      { SMTP_URL: 'smtp://user:50%off@mail.example.com', MAIL_FROM: 'a@example.com' },
      'SMTP_URL must look like smtp://',
    ],
    [{ SMTP_URL: 'smtps://mail.example.com' }, 'SMTP_URL and MAIL_FROM belong together'],
    [{ MAIL_FROM: 'a@example.com' }, 'SMTP_URL and MAIL_FROM belong together'],
    [{ SMTP_URL: 'smtps://x.example', MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an e-mail address'],
    [{ SMTP_URL: 'smtps://x.example', MAIL_FROM: 'a@x.example, b@x.example' }, 'MAIL_FROM must be an e-mail address'],
    [{ SMTP_URL: 'smtps://x.example', MAIL_FROM: 'A\nBcc: b@x.example <a@x.example>' }, 'MAIL_FROM must be'],
    [{ LIFF_ID: '1-a' }, 'LIFF_ID needs LINE_LOGIN_CHANNEL_ID'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must begin with'],
  ])('%o is refused with a sentence that says what it must be', (source, sentence) => {
    expect(() => readSettings(source)).toThrow(SettingsError)
    expect(() => readSettings(source)).toThrow(sentence)
  })

  test('every wrong setting is named at once', () => {
    expect(() => readSettings({ PORT: 'x', MUSUBI_DEMO: 'x' })).toThrow(/PORT[\s\S]*MUSUBI_DEMO/)
  })
})
