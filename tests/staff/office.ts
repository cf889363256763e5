import { addStaff, openWorld, ownPage, type World } from '../dashboard/world.ts'

export type Office = Awaited<ReturnType<typeof openOffice>>

let address = 0

/** The cast at work: calls as somebody, by their name. */
export async function openOffice(...names: string[]) {
  const world: World = await openWorld()
  const cookies = new Map<string, string>()
  const arrive = async (name: string) => void cookies.set(name, await world.signIn(name))
  await Promise.all(names.map(arrive))
  const call = async <Body = unknown>(name: string | null, method: string, path: string, body?: unknown) => {
    const cookie = name === null ? '' : (cookies.get(name) ?? '')
    const answer = await world.app.request(path, {
      method,
      headers: { ...ownPage, cookie, 'cf-connecting-ip': `192.0.2.${++address % 250}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const json = text.startsWith('{') ? (JSON.parse(text) as Body & Failed) : ({} as Body & Failed)
    return { status: answer.status, body: json, text, headers: answer.headers }
  }
  /** Hires somebody and lets them sign in; answers their id. */
  const hire = async (
    name: string,
    ...grants: Parameters<typeof addStaff> extends [unknown, unknown, ...infer G] ? G : never
  ) => {
    const id = await addStaff(world.deps, name, ...grants)
    await arrive(name)
    return id
  }
  return { ...world, cookies, arrive, call, hire }
}

interface Failed {
  error?: { code: string; message: string; detail?: Record<string, unknown> }
}
