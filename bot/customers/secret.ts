import bcrypt from 'bcryptjs'
import type { Deps } from '../deps.ts'
import { fromBase64 } from '../seal.ts'

/** OWASP asks for more on fast machines; Workers' WebCrypto takes no more than this. */
export const rounds = 100_000
const saltBytes = 16
const ours = /^pbkdf2_sha256\$(\d{1,6})\$([A-Za-z0-9+/]+=*)\$([A-Za-z0-9+/]+=*)$/
/** A cost of 12 takes a quarter of a second of the whole process; more would let anybody stop it. */
export const bcryptCostMax = 12
const theirs = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** Whether a hash is one that we can verify, at a price that we can pay. */
export function isHash(text: string): boolean {
  const ourRounds = Number(ours.exec(text)?.[1] ?? 0)
  const cost = Number(theirs.exec(text)?.[1] ?? 99)
  return (ourRounds > 0 && ourRounds <= rounds) || (cost >= 4 && cost <= bcryptCostMax)
}

/** Format and price of a hash: two of the same take the same time. */
export const formatOf = (hash: string): string => /^(\$2.\$\d\d|pbkdf2_sha256\$\d+)/.exec(hash)?.[1] ?? ''

/** A PIN is digits, in whatever width a keyboard or a spreadsheet gives them. A password is exactly what was typed. */
export const tidyPin = (text: string): string => text.normalize('NFKC').trim()

/** Hashes a PIN or password as `pbkdf2_sha256$rounds$salt$hash`. */
export async function hashSecret({ random }: Pick<Deps, 'random'>, secret: string, count = rounds): Promise<string> {
  const salt = random(saltBytes)
  return `pbkdf2_sha256$${count}$${base64(salt)}$${base64(await derive(secret, salt, count))}`
}

/** Whether the secret is that of the hash; the comparison takes the same time wherever they differ. */
export async function verifySecret(secret: string, hash: string): Promise<boolean> {
  const [, count, salt, expected] = ours.exec(hash) ?? []
  if (!count || !salt || !expected) return theirs.test(hash) && bcrypt.compare(secret, hash)
  const derived = await derive(secret, fromBase64(salt), Number(count))
  const wanted = fromBase64(expected)
  let difference = derived.length ^ wanted.length
  for (const [at, byte] of derived.entries()) difference |= byte ^ (wanted[at] ?? 0)
  return difference === 0
}

/** A hash of that format which nobody's secret fits, for doing the same work where there is nothing to verify. */
export const dummyOf = (format: string): string =>
  format.startsWith('$2')
    ? `$2b$${format.slice(-2)}$${'.'.repeat(53)}`
    : `${format}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`

async function derive(secret: string, salt: Uint8Array<ArrayBuffer>, count: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
