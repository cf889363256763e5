import { eq } from 'drizzle-orm'
import { loadDemoMembers } from '../../bot/demo/members.ts'
import type { MemberLogin } from '../../bot/identity-links/contract.ts'
import { accounts } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'

export type Answer = Awaited<ReturnType<typeof call>>

/** A request of the friends' API of account `main`. */
export async function call(
  world: World,
  method: string,
  path: string,
  {
    session,
    body,
    address,
    account = 'main',
  }: { session?: string; body?: unknown; address?: string; account?: string } = {},
) {
  const answer = await world.app.request(`/liff/api/${account}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(session ? { authorization: `Bearer ${session}` } : {}),
      ...(address ? { 'cf-connecting-ip': address } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, text, body: text ? JSON.parse(text) : null, headers: answer.headers }
}

/** The café with the demo's members M0001 to M0020 and their PIN 2468. */
export async function openCafe(login: Partial<MemberLogin> = {}): Promise<World> {
  const world = await createWorld()
  await loadDemoMembers(world.scope)
  if (Object.keys(login).length > 0) await changeLogin(world, login)
  return world
}

export async function changeLogin(world: World, change: Partial<MemberLogin>): Promise<void> {
  const isMain = eq(accounts.id, 'main')
  const [account] = await world.db.orm.select().from(accounts).where(isMain)
  await world.db.orm
    .update(accounts)
    .set({ memberLogin: { ...account!.memberLogin!, ...change } })
    .where(isMain)
  world.deps.accountCache.clear()
}

/** Somebody with LINE, who opens the mini-app. */
export async function person(world: World, name: string): Promise<{ uid: string; session: string }> {
  const { uid } = world.simulator.addPerson({ name })
  return { uid, session: await sessionOf(world, uid) }
}

export async function sessionOf(world: World, uid: string): Promise<string> {
  const idToken = await world.simulator.idToken(uid, 'main')
  return (await call(world, 'POST', '/session', { body: { idToken } })).body.session
}

export const open = (world: World, session: string) => call(world, 'POST', '/link-attempts', { session, body: {} })

/** Opens the member login and claims a member. */
export async function claim(world: World, session: string, body: unknown, address?: string) {
  const opened = await open(world, session)
  const id = opened.body.attempt.id as string
  const from = address ? { address } : {}
  return { id, answer: await call(world, 'PUT', `/link-attempts/${id}/claim`, { session, body, ...from }) }
}

export const agree = (world: World, session: string, id: string, version = '2026-11') =>
  call(world, 'PUT', `/link-attempts/${id}/consent`, { session, body: { version, language: 'ja' } })

/** The whole way: from the first page to the tie. */
export async function link(world: World, session: string, memberId: string): Promise<Answer> {
  const { id } = await claim(world, session, { key: memberId, secret: '2468' })
  return agree(world, session, id)
}
