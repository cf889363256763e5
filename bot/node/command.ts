import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import { importBytesMax, type ImportReport } from '../customers/import-contract.ts'
import { importMembers } from '../customers/import-members.ts'
import type { Deps } from '../deps.ts'
import { unauthenticated } from '../errors.ts'
import { answerError } from '../http/errors.ts'
import { hexOfBytes } from '../seal.ts'
import { withoutFolders } from '../uploads/file-name.ts'

/** A command is for now: whoever copies it from a log comes too late. */
const commandMs = 60_000

const orderSchema = v.strictObject({
  command: v.literal('members.import'),
  fileName: v.string(),
  accountId: v.string(),
  dry: v.boolean(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(importBytesMax)),
  /** SHA-256 of the file. */
  digest: v.string(),
  at: v.number(),
})
type Order = v.InferOutput<typeof orderSchema>
interface CommandEnv {
  Variables: { order: Order }
}

/**
 * What our own commands hand to the running server, because the embedded database is open for one process only. A command
 * proves itself by being sealed under MUSUBI_SECRET, which never travels; it stands for one file and one minute. The seal
 * is looked at before anything of the file is read, and no more is read than the order says.
 */
export const commandRoutes = (deps: Deps) =>
  new Hono<CommandEnv>()
    .onError(answerError(deps))
    .use(async (c, next) => {
      c.set('order', await orderIn(deps, c.req.header('authorization')))
      const announced = c.req.header('content-length')
      if (announced !== undefined && Number(announced) !== c.get('order').bytes) throw notOurs()
      await next()
    })
    .use((c, next) => bodyLimit({ maxSize: c.get('order').bytes, onError: tooLarge })(c, next))
    .post('/members/import', async (c) => {
      const { fileName, accountId, dry, digest } = c.get('order')
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      if (digest !== (await digestOf(bytes))) throw notOurs()
      return c.json({ report: await importMembers(deps, { bytes, fileName, accountId, dry, by: 'command' }) })
    })

const notOurs = () => unauthenticated('Only our own commands come in here')

const tooLarge = () => {
  throw notOurs()
}

/** @throws unauthenticated for anything but a fresh order */
async function orderIn(deps: Deps, authorization: string | undefined): Promise<Order> {
  try {
    const sealed = /^Sealed (\S+)$/.exec(authorization ?? '')?.[1] ?? ''
    const order = v.parse(orderSchema, JSON.parse(await deps.seal.open(sealed)))
    if (Math.abs(deps.clock() - order.at) < commandMs) return order
  } catch {
    // Not sealed by us, or no order: the answer is the same.
  }
  throw notOurs()
}

/** What came of handing a file over; `none` when nobody of ours answers there. */
export type Handed = { report: ImportReport } | { refused: string } | 'none'

/** What the command was given. */
export interface FileOfMembers {
  bytes: Uint8Array<ArrayBuffer>
  fileName: string
  accountId: string
  dry: boolean
}

/** Hands a file of members to the server at an address. */
export async function handToServer(
  { seal, clock }: Pick<Deps, 'seal' | 'clock'>,
  server: string,
  { bytes, fileName, accountId, dry }: FileOfMembers,
): Promise<Handed> {
  const digest = await digestOf(bytes)
  const about = { fileName: withoutFolders(fileName), accountId, dry, bytes: bytes.byteLength, digest }
  const order: Order = { command: 'members.import', ...about, at: clock() }
  const headers = { authorization: `Sealed ${await seal.seal(JSON.stringify(order))}`, 'content-type': 'text/csv' }
  let answer: Response
  try {
    answer = await fetch(`${server}/command/members/import`, { method: 'POST', headers, body: bytes })
  } catch {
    return 'none'
  }
  // Another installation does not know our seal, and another program not this address.
  if (answer.status === 401 || answer.status === 404) return 'none'
  const said = (await answer.json().catch(() => null)) as Partial<{ report: ImportReport; error: Refusal }> | null
  if (answer.ok && said?.report) return { report: said.report }
  return { refused: `${answer.status} ${said?.error?.message ?? ''}`.trim() }
}

interface Refusal {
  message: string
}

const digestOf = async (bytes: Uint8Array<ArrayBuffer>) =>
  hexOfBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
