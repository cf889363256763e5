import type { Sealer } from './deps.ts'

/** What makes a sealed text, so that both homes open what the other one sealed. */
export const sealPrefix = 'v1.'
export const sealInfo = 'musubi sealed texts'
export const ivLength = 12
export const tagLength = 16

/**
 * Encrypts texts with AES-256-GCM under a key derived from MUSUBI_SECRET. A sealed text is `v1.` and the base64 of
 * initialisation vector and ciphertext; a changed one does not open.
 * @param secretHex 64 hex digits
 */
export async function createSealer(
  secretHex: string,
  random: (length: number) => Uint8Array<ArrayBuffer>,
): Promise<Sealer> {
  const material = await crypto.subtle.importKey('raw', bytesOfHex(secretHex), 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode(sealInfo) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
  return {
    async seal(text) {
      const iv = random(ivLength)
      const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
      const whole = new Uint8Array(ivLength + cipher.byteLength)
      whole.set(iv)
      whole.set(new Uint8Array(cipher), ivLength)
      return sealPrefix + toBase64(whole)
    },
    async open(sealed) {
      if (!sealed.startsWith(sealPrefix)) throw new Error('Not a sealed text')
      const whole = fromBase64(sealed.slice(sealPrefix.length))
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: whole.subarray(0, ivLength) },
        key,
        whole.subarray(ivLength),
      )
      return new TextDecoder().decode(plain)
    },
  }
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))
}

export function hexOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}

/** SHA-256 of a text as hex: how tokens are kept. */
export async function sha256Hex(text: string): Promise<string> {
  return hexOfBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
