import { readBirthday } from '../forms/kinds/birthday.ts'
import { readEmail } from '../forms/kinds/email.ts'
import { readPhone } from '../forms/kinds/phone.ts'
import { comparable } from '../forms/kinds/comparable.ts'
import { onOneLine } from '../forms/kinds/plain.ts'
import type { Contact } from './contacts.ts'

/**
 * A contact as given and as it is compared, read by the same rules as the answers of forms; null when it is none.
 * @param today `YYYY-MM-DD`
 */
export function normaliseContact(kind: Contact['kind'], text: string, today: string): Contact | null {
  const value = onOneLine(text)
  const normalised = value === '' ? null : comparableContact(kind, value, today)
  return normalised ? { kind, value, normalised } : null
}

function comparableContact(kind: Contact['kind'], value: string, today: string): string | null {
  switch (kind) {
    case 'email': {
      const read = readEmail(value)
      // No mail service that people use tells `Aiko@` from `aiko@`.
      return 'problem' in read ? null : read.email.toLowerCase()
    }
    case 'phone': {
      const read = readPhone(value)
      return 'problem' in read ? null : read.e164
    }
    case 'birthday': {
      const read = readBirthday(value, today)
      return 'problem' in read ? null : read.date
    }
    case 'postcode': {
      const digits = value.normalize('NFKC').replace(/[^0-9]/g, '')
      return digits.length === 7 ? digits : null
    }
    default:
      return comparable(value)
  }
}
