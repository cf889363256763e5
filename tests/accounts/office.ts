import type { Role } from '../../bot/staff/contract.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import type { World } from '../support/world.ts'

/** The company's staff, one of each role, and what they ask of the staff API. */
export async function openOffice(world: World) {
  const cookies = {} as Record<Role, string>
  const api = { request: (path: string, init: RequestInit) => world.app.request(`/api${path}`, init) } as never
  for (const role of ['viewer', 'editor', 'owner'] as const) {
    await addStaff(world.deps, role, role)
    cookies[role] = await signIn(api, `${role}@example.com`)
  }
  return async (role: Role, method: string, path: string, body?: unknown, account = 'main') => {
    // Without an account: the list of all of them.
    const base = account === '' ? '/api/accounts' : `/api/accounts/${account}`
    const answer = await world.app.request(`${base}${path}`, {
      method,
      headers: { ...ownPage, cookie: cookies[role] },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null }
  }
}
