import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomFillSync } from 'node:crypto'
import type { Sealer } from '../deps.ts'
import { ivLength, sealInfo, sealPrefix, tagLength } from '../seal.ts'

/** Random bytes are cheaper by the block than by the dozen. */
const blockLength = 12 * 256

/**
 * The same seal as `createSealer` in `seal.ts`, on Node's own cipher: every reply is sealed before it is sent, and Web
 * Crypto's detour over its thread pool costs several times the cipher (measured in `npm run bench`).
 */
export function createSealerOnNode(secretHex: string): Sealer {
  // A key object: a key given as bytes is made into one anew for every text.
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', Buffer.from(secretHex, 'hex'), Buffer.alloc(32), sealInfo, 32)),
  )
  const nextIv = ivs()
  return {
    async seal(text) {
      const iv = nextIv()
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return sealPrefix + sealed.toString('base64')
    },
    async open(sealed) {
      if (!sealed.startsWith(sealPrefix)) throw new Error('Not a sealed text')
      const whole = Buffer.from(sealed.slice(sealPrefix.length), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, ivLength))
      decipher.setAuthTag(whole.subarray(-tagLength))
      const text = decipher.update(whole.subarray(ivLength, -tagLength))
      return Buffer.concat([text, decipher.final()]).toString('utf8')
    },
  }
}

/** Fresh initialisation vectors, each used once. */
function ivs(): () => Uint8Array {
  let block = Buffer.alloc(0)
  let at = 0
  return () => {
    if (at + ivLength > block.length) {
      block = randomFillSync(Buffer.allocUnsafe(blockLength))
      at = 0
    }
    at += ivLength
    return block.subarray(at - ivLength, at)
  }
}
