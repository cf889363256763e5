import type { QuestionOf } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { narrow, onOneLine, typedIn } from './plain.ts'
import { bad, good, type Checked, type Problem } from './problem.ts'

/** RFC 5321's longest address. */
const lengthMax = 254

/**
 * An e-mail address as it is written to: half width, no spaces, domain in lower case. What people paste around it (`<`, `>`,
 * `mailto:`, the same address twice) goes. Dots may stand anywhere before the @, as old addresses of phone companies have them.
 */
export function readEmail(typed: string): { email: string } | { problem: Problem } {
  const text = once(
    narrow(typed)
      .replaceAll('。', '.')
      .replace(/^(?:(?:e?メ-ル)?アドレス|e?メ-ル|e-?mail)(?:は|:)/i, '')
      .replace(/^mailto:/i, '')
      .replace(/^.*<([^<>]+)>$/, '$1')
      .replace(/^[<「(]+|[>」).,、]+$/g, ''),
  )
  const [local = '', domain, ...more] = text.split('@')
  if (domain === undefined) return { problem: { code: 'no_at' } }
  if (more.length > 0) return { problem: { code: 'two_ats' } }
  if (local === '') return { problem: { code: 'nothing_before_at' } }
  const strange = /[^A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/u.exec(local) ?? /[^A-Za-z0-9.-]/u.exec(domain)
  if (strange) return { problem: { code: 'email_character', character: strange[0] } }
  const lower = domain.toLowerCase()
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(lower))
    return { problem: { code: 'no_domain' } }
  const email = `${local}@${lower}`
  return email.length > lengthMax ? { problem: { code: 'box_too_long', box: 'email', limit: lengthMax } } : { email }
}

/** The first of two equal halves: an address pasted twice. */
function once(text: string): string {
  const half = text.slice(0, text.length / 2)
  return half.includes('@') && half + half === text ? half : text
}

export function checkEmail(_: QuestionOf<'email'>, value: unknown): Checked {
  const given = typedIn(value)
  if (given === undefined) return bad({ code: 'box_empty', box: 'email' })
  const read = readEmail(given)
  return 'problem' in read ? bad(read.problem) : good({ given: onOneLine(given), email: read.email })
}

export const emailKind = {
  judges: {
    email: { empty: () => bad({ code: 'box_empty', box: 'email' }), check: checkEmail },
  },
  words: {
    ...boxWords,
    no_at: () => ({
      ja: '「@」がありません。メールアドレスを確かめてください',
      en: 'The “@” is missing. Please check your e-mail address',
    }),
    two_ats: () => ({
      ja: '「@」が2つ以上あります。メールアドレスを1つだけ入力してください',
      en: 'There is more than one “@”. Please enter one e-mail address',
    }),
    nothing_before_at: () => ({
      ja: '「@」の前がありません。メールアドレスを確かめてください',
      en: 'There is nothing before the “@”. Please check your e-mail address',
    }),
    no_domain: () => ({
      ja: '「@」の後ろを確かめてください（例：aiko@example.com）',
      en: 'Please check what follows the “@”, for example aiko@example.com',
    }),
    email_character: ({ character }) => ({
      ja: `「${character}」はメールアドレスに使えません。確かめてください`,
      en: `An e-mail address cannot hold “${character}”. Please check it`,
    }),
  },
} satisfies Kinds

const knownDomains = [
  'gmail.com',
  'yahoo.co.jp',
  'yahoo.com',
  'ymail.com',
  'ymail.ne.jp',
  'icloud.com',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'softbank.ne.jp',
  'i.softbank.jp',
  'hotmail.com',
  'hotmail.co.jp',
  'outlook.com',
  'outlook.jp',
  'live.jp',
  'nifty.com',
]

/** The address that was probably meant, when the domain is one slip away from a common one; to be offered, never put in. */
export function likelierEmail(email: string): string | null {
  const [local, domain = ''] = email.split('@')
  if (knownDomains.includes(domain)) return null
  const meant = knownDomains.find((known) => isOneSlip(domain, known))
  return meant ? `${local}@${meant}` : null
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  if (restA.slice(1) === restB || restB.slice(1) === restA || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
