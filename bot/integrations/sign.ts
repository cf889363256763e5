import type { Deps } from '../deps.ts'
import { fromBase64 } from '../seal.ts'

const prefix = 'whsec_'
const secretBytes = 24

/** A secret as Standard Webhooks writes one; shown to staff once. */
export function newSecret({ random }: Pick<Deps, 'random'>): string {
  return prefix + base64(random(secretBytes))
}

/**
 * The headers of Standard Webhooks for one attempt. While a secret is being changed, both sign, so that a receiver changes over
 * when it likes.
 * @param secrets the newest first
 * @param at milliseconds UTC; the receiver refuses what is older than some minutes
 */
export async function signedHeaders({
  id,
  at,
  body,
  secrets,
}: {
  id: string
  at: number
  body: string
  secrets: string[]
}): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((one) => `v1,${one}`).join(' '),
  }
}

async function signature(secret: string, text: string): Promise<string> {
  const bytes = fromBase64(secret.slice(prefix.length))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return base64(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))))
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
