import { createHmac, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA256 of the raw body in base64, compared in constant time; synchronous, which on Node is faster than Web Crypto. */
export async function verifySignatureOnNode(secret: string, body: Uint8Array, signature: string): Promise<boolean> {
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
