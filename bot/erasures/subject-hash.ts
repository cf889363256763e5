import { hexOfBytes } from '../seal.ts'

/** Whose data was erased: a friend of an account, or a member of the workspace. */
export type Subject = { kind: 'friend'; accountId: string; uid: string } | { kind: 'member'; memberId: string }

export type SubjectHasher = (subject: Subject) => Promise<string>

/** Tells the keys of the ledger from those that seal texts under the same secret. */
const info = 'musubi erasures'

/**
 * What the ledger of erasures keeps of somebody: HMAC-SHA256 as hex. Without the secret nobody finds out who it was by
 * trying all member numbers; with it the same person is known again in an older backup.
 * @param secretHex MUSUBI_SECRET, 64 hex digits
 */
export async function subjectHasher(secretHex: string): Promise<SubjectHasher> {
  const bytes = Uint8Array.from(secretHex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode(info) },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
  return async (subject) =>
    hexOfBytes(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(nameOf(subject)))))
}

/** No two subjects have one name: a JSON list says where each part ends. */
const nameOf = (subject: Subject): string =>
  JSON.stringify(subject.kind === 'friend' ? ['friend', subject.accountId, subject.uid] : ['member', subject.memberId])
