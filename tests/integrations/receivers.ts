import { createHmac } from 'node:crypto'
import type { OutgoingAnswer, OutgoingCall } from '../../bot/deps.ts'
import { openOffice } from '../accounts/office.ts'
import { comes, publishParty } from '../forms/person.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import { addEndpoint } from '../../bot/integrations/change-endpoint.ts'
import type { EndpointInput } from '../../bot/integrations/contract.ts'
import { createWorld, type World } from '../support/world.ts'

/** An installation with the tea party, an owner, and other people's servers that answer as they are told to. */
export async function openHall() {
  const world = await createWorld({ demo: false })
  let opened: ReturnType<typeof openOffice> | undefined
  /** What staff ask for; hashing their passwords takes long, so they come only when they are needed. */
  const office: Awaited<ReturnType<typeof openOffice>> = async (...asked) =>
    (await (opened ??= openOffice(world)))(...asked)
  const calls: OutgoingCall[] = []
  const answers = new Map<string, OutgoingAnswer>()
  const receive = () => {
    world.deps.callOut = async (call) => {
      calls.push(call)
      return answers.get(call.url) ?? { kind: 'answered', status: 204 }
    }
  }
  receive()
  await publishParty(world)
  const aiko = await comes(world, '愛子')
  return {
    ...{ world, office, calls, aiko },
    /** What the server at an address says from now on: a status, or why there is none. */
    answers: (url: string, answer: number | OutgoingAnswer) =>
      void answers.set(url, typeof answer === 'number' ? { kind: 'answered', status: answer } : answer),
    /** Adds an endpoint as an owner does; answers its id and its secret. */
    endpoint: (url: string, given: Partial<EndpointInput> = {}) =>
      addEndpoint(ownerIn(world), {
        ...{ title: '台帳', url, events: ['submission.finished'], forms: [], personal: false },
        ...given,
      }),
    /** She fills the tea party in once more, whenever it is. */
    async sends(people = 2) {
      const person = await comes(world, '愛子', aiko.uid)
      const id = (await person.open('party', true)).body.submission!.id
      await person.save(id, 'people', people)
      return { id, ...(await person.send(id)) }
    },
    /** Lets time pass and everything that is due be done. */
    async later(milliseconds: number) {
      world.pass(milliseconds)
      await world.rest()
    },
    /** Nobody is told anything any more, and the form is as it was. */
    async empty() {
      const tables = ['webhook_attempts', 'webhook_calls', 'webhook_endpoints', 'alerts', 'attempt_counts']
      await world.db.write([
        ...tables.map((table) => ({ sql: `delete from ${table}`, params: [] })),
        { sql: `update forms set repeat = 'many', rules = '[]'`, params: [] },
      ])
      world.deps.accountCache.clear()
      answers.clear()
      calls.length = 0
      receive()
    },
    restart: async () => {
      await world.restart()
      receive()
    },
  }
}
export type Hall = Awaited<ReturnType<typeof openHall>>

/** The owner of everything, without a sign-in. */
export const ownerIn = ({ deps }: World): StaffScope => ({
  ...deps,
  account: { id: 'main', name: 'main' },
  actor: { kind: 'staff', staffId: 'owner', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true },
})

/** Whether a call is signed by a secret, as a receiver would find out. */
export function isSignedBy({ headers, body }: OutgoingCall, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return (headers['webhook-signature'] ?? '').split(' ').includes(wanted)
}
