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

  test.each([
    [{ PORT: 'abc' }, 'PORT must be a number'],
    [{ PORT: '99999' }, 'PORT must be at most 65535'],
    [{ PUBLIC_URL: 'crm' }, 'PUBLIC_URL must be a full address'],
    [{ MUSUBI_SECRET: 'short' }, 'MUSUBI_SECRET must be 64 hex digits'],
    [{ MUSUBI_DEMO: 'yes' }, 'MUSUBI_DEMO must be one of: auto, on, off'],
    [{ STAFF_PASSWORD: 'short' }, 'STAFF_PASSWORD must have at least 12 characters'],
    [{ LINE_CHANNEL_ID: '1' }, 'LINE_CHANNEL_ID and LINE_CHANNEL_SECRET belong together'],
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
