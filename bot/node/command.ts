import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import { importBytesMax, type ImportReport } from '../customers/import-contract.ts'
import { importMembers } from '../customers/import-members.ts'
import type { Deps } from '../deps.ts'
import { MusubiError, unauthenticated } from '../errors.ts'
import { answerError } from '../http/errors.ts'
import { hexOfBytes } from '../seal.ts'

/** A command is for now: whoever copies it from a log comes too late. */
const commandMs = 60_000

const orderSchema = v.strictObject({
  command: v.literal('members.import'),
  fileName: v.string(),
  dry: v.boolean(),
  /** SHA-256 of the file. */
  digest: v.string(),
  at: v.number(),
})
type Order = v.InferOutput<typeof orderSchema>

/**
 * What our own commands hand to the running server, because the embedded database is open for one process only. A command
 * proves itself by being sealed under MUSUBI_SECRET, which never travels; it stands for one file and one minute.
 */
export const commandRoutes = (deps: Deps) =>
  new Hono()
    .onError(answerError(deps))
    .use(bodyLimit({ maxSize: importBytesMax, onError: tooLarge }))
    .post('/members/import', async (c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const { fileName, dry } = await orderIn(deps, c.req.header('authorization'), bytes)
      return c.json({ report: await importMembers(deps, { bytes, fileName, dry, by: 'command' }) })
    })

const tooLarge = () => {
  throw new MusubiError('too_large', `A file has at most ${importBytesMax} bytes`)
}

/** @throws unauthenticated for anything but a fresh order about exactly these bytes */
async function orderIn(deps: Deps, authorization: string | undefined, bytes: Uint8Array<ArrayBuffer>): Promise<Order> {
  try {
    const sealed = /^Sealed (\S+)$/.exec(authorization ?? '')?.[1] ?? ''
    const order = v.parse(orderSchema, JSON.parse(await deps.seal.open(sealed)))
    const isFresh = Math.abs(deps.clock() - order.at) < commandMs
    if (isFresh && order.digest === (await digestOf(bytes))) return order
  } catch {
    // Not sealed by us, or no order: the answer is the same.
  }
  throw unauthenticated('Only our own commands come in here')
}

/** Hands a file of members to the server at an address; null when nobody of ours answers there. */
export async function handToServer(
  { seal, clock }: Pick<Deps, 'seal' | 'clock'>,
  server: string,
  { bytes, fileName, dry }: { bytes: Uint8Array<ArrayBuffer>; fileName: string; dry: boolean },
): Promise<ImportReport | null> {
  const order: Order = { command: 'members.import', fileName, dry, digest: await digestOf(bytes), at: clock() }
  const headers = { authorization: `Sealed ${await seal.seal(JSON.stringify(order))}`, 'content-type': 'text/csv' }
  try {
    const answer = await fetch(`${server}/command/members/import`, { method: 'POST', headers, body: bytes })
    return answer.ok ? ((await answer.json()) as { report: ImportReport }).report : null
  } catch {
    return null
  }
}

const digestOf = async (bytes: Uint8Array<ArrayBuffer>) =>
  hexOfBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
