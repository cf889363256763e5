import type { Deps } from '../../bot/deps.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import type { Role } from '../../bot/staff/contract.ts'
import { auditedApi } from '../dashboard/audited.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { createWorld } from '../support/world.ts'

export const minute = 60_000
export const hour = 60 * minute

/** The demo's installation with LINE in a box, Aiko who follows, and staff who answer through the real API. */
export async function openTalks() {
  const world = await createWorld()
  const { deps, simulator } = world
  const roles: [string, Role][] = [
    ['sato', 'owner'],
    ['ito', 'editor'],
    ['mori', 'viewer'],
  ]
  for (const [name, role] of roles) await addStaff(deps, name, role)
  let app = auditedApi(deps)
  const cookies: Record<string, string> = {}
  for (const [name] of roles) cookies[name] = await signIn(app, `${name}@example.com`)
  const person = async (name: string) => {
    const { uid } = simulator.addPerson({ name })
    await simulator.follow(uid, 'main')
    await world.rest()
    return uid
  }
  const call = async (method: string, path: string, body?: unknown, who = 'ito') => {
    const answer = await app.request(`/accounts/main/${path}`, {
      method,
      headers: { ...ownPage, cookie: cookies[who] ?? '' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // oxlint-disable-next-line typescript/no-explicit-any -- What it answers is what the tests look at.
    return { status: answer.status, body: (await answer.json()) as any, headers: answer.headers }
  }
  let said = 0
  const aiko = await person('愛子')
  const idOf = async (uid: string) =>
    String((await call('GET', 'friends')).body.rows.find((row: { uid: string }) => row.uid === uid)?.id)
  /** What stands last on the screen of whoever looks at a talk now. */
  const newest = async (friendId: string): Promise<string | null> =>
    (await call('GET', `talks/${friendId}/messages`)).body.rows[0]?.id ?? null
  return Object.assign(world, {
    aiko,
    aikoId: await idOf(aiko),
    person,
    idOf,
    call,
    /** Somebody writes, and everything that follows has been done. */
    write: async (uid: string, text: string) => {
      await simulator.say(uid, 'main', text)
      await world.rest()
    },
    /** Staff answer, each time with another id. */
    answer: async (friendId: string, text: string, by: 'reply' | 'push', { who = 'ito', id = uuid(++said) } = {}) =>
      call('POST', `talks/${friendId}/messages`, { id, text, by, seen: await newest(friendId) }, who),
    newest,
    messages: async (friendId: string, who = 'ito') =>
      (await call('GET', `talks/${friendId}/messages`, undefined, who)).body.rows.toReversed(),
    talk: async (friendId: string, who = 'ito') => (await call('GET', `talks/${friendId}`, undefined, who)).body.talk,
    /** The staff's API with what a test has put in place of a part of the installation. */
    renew: () => void (app = auditedApi(world.deps)),
    /** The staff's API over the installation as it is after a restart. */
    reopen: async () => {
      await world.restart()
      app = auditedApi(world.deps)
    },
    heard: (uid: string) =>
      simulator
        .chat(uid, 'main')
        .filter(({ from }) => from === 'account')
        .map(({ content }) => content.text ?? content.altText ?? ''),
  })
}

/** Ito's scope, for what is nobody's deed. */
export const staffScope = (deps: Deps): StaffScope => ({
  ...deps,
  account: { id: 'main', name: '喫茶むすび' },
  actor: { kind: 'staff', staffId: 'ito', role: 'editor', seesPersonal: true, ownsAll: false, everywhere: false },
})

export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export type Talks = Awaited<ReturnType<typeof openTalks>>
