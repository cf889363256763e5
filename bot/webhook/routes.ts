import { Hono } from 'hono'
import { channelSecretOf, newerSecretOf } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { MusubiError, notFound, unauthenticated } from '../errors.ts'
import { noteRefusal } from '../health/refusals.ts'
import { receiveEvents } from './receive.ts'
import type { StoredEvent } from './stored-event.ts'

/** LINE's bodies are far smaller; the cap keeps a hostile one out of memory. */
const bodyBytesMax = 1024 * 1024
/** LINE waits two seconds. An honest 500 in time is delivered again; a late 200 is counted as a failure. */
const storeMs = 900

/** The front door for LINE: proves the sender, stores each event once, answers, and only then hands over for handling. */
export function webhookRoutes(deps: Deps, handle: (events: StoredEvent[]) => void) {
  return new Hono().post('/webhook/:accountId', async (c) => {
    const accountId = c.req.param('accountId')
    const secret = await channelSecretOf(deps, accountId)
    if (secret === undefined) throw notFound('This account')
    const body = await readBody(c.req.raw)
    const signature = c.req.header('x-line-signature')
    if (!signature || !(await isSigned(deps, accountId, { secret, body, signature }))) {
      noteRefusal(deps, accountId, signature ? 'wrong_signature' : 'no_signature')
      throw unauthenticated('The signature does not match the body')
    }
    const events = await inTime(receiveEvents(deps, accountId, body))
    if (events.length > 0) handle(events)
    return c.body(null, 200)
  })
}

async function isSigned(
  deps: Deps,
  accountId: string,
  { secret, body, signature }: { secret: string | null; body: Uint8Array<ArrayBuffer>; signature: string },
): Promise<boolean> {
  if (secret && (await deps.verifySignature(secret, body, signature))) return true
  const newer = await newerSecretOf(deps, accountId, secret)
  return newer !== null && deps.verifySignature(newer, body, signature)
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new MusubiError('too_large', `A webhook body has at most ${bodyBytesMax} bytes`)
  const length = request.headers.get('content-length')
  if (Number(length) > bodyBytesMax) throw tooLarge()
  if (length !== null) return new Uint8Array(await request.arrayBuffer())
  const whole = new Uint8Array(bodyBytesMax)
  let size = 0
  for await (const part of request.body ?? []) {
    if (size + part.length > bodyBytesMax) throw tooLarge()
    whole.set(part, size)
    size += part.length
  }
  return whole.subarray(0, size)
}

function inTime<T>(stored: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new MusubiError('unavailable', 'The events could not be stored in time'))
    const timer = setTimeout(late, storeMs)
    stored.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
