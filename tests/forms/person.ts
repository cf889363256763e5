import type { FormDefinition, OpenedForm, Receipt } from '../../bot/forms/contract.ts'
import { publishForm, type FormSettings } from '../../bot/forms/publish.ts'
import type { World } from '../support/world.ts'

export interface Answered<Body> {
  status: number
  body: Body & { error?: { code: string; detail?: Record<string, unknown> } }
}

export type Person = Awaited<ReturnType<typeof comes>>

/** A person with a phone, new or `known`: the friends' API with a session of their own, and what they say and read in the chat. */
export async function comes(world: World, name: string, known?: string) {
  const uid = known ?? world.simulator.addPerson({ name }).uid
  const session = await openSession(world, uid)
  const call = async <Body>(method: string, path: string, body?: unknown): Promise<Answered<Body>> => {
    const answer = await world.app.request(`/liff/api/main${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }
  return {
    uid,
    call,
    open: (form: string, again = false) => call<OpenedForm>('PUT', `/forms/${form}/draft${again ? '?again=true' : ''}`),
    change: (form: string) => call<OpenedForm>('PUT', `/forms/${form}/change`),
    keep: (form: string) => call<OpenedForm>('DELETE', `/forms/${form}/change`),
    save: (id: string, key: string, value: unknown) =>
      call<{ value: unknown; revision: number }>('PUT', `/submissions/${id}/answers/${key}`, { value }),
    /** Gives a file; answers its id. */
    upload: async (path: string, { bytes, name }: { bytes: Uint8Array<ArrayBuffer>; name: string }) => {
      const answer = await world.app.request(`/liff/api/main${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${session}`, 'x-file-name': encodeURIComponent(name) },
        body: bytes,
      })
      return (await answer.json()) as { id: string }
    },
    send: (id: string, language = 'ja') => call<Receipt>('PUT', `/submissions/${id}/completion?language=${language}`),
    /** Sends a place from LINE's map, and reads what comes back, as one text. */
    sendsPlace: async (place: Parameters<World['simulator']['location']>[2]) => {
      const before = world.simulator.chat(uid, 'main').length
      await world.simulator.location(uid, 'main', place)
      await world.rest()
      return JSON.stringify(world.simulator.chat(uid, 'main').slice(before))
    },
    /** Says something in the chat and reads what comes back, as one text. */
    says: async (text: string) => {
      const before = world.simulator.chat(uid, 'main').length
      await world.simulator.say(uid, 'main', text)
      await world.rest()
      return JSON.stringify(world.simulator.chat(uid, 'main').slice(before))
    },
  }
}

/** A session of LIFF for a person. */
export async function openSession(world: World, uid: string): Promise<string> {
  const idToken = await world.simulator.idToken(uid, 'main')
  const answer = await world.app.request('/liff/api/main/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken }),
  })
  return ((await answer.json()) as { session: string }).session
}

/** A form of two questions: who comes (required), and a word (optional). */
export const party: FormDefinition = {
  title: { ja: 'お茶会', en: 'Tea party' },
  thanks: { ja: 'ありがとうございました', en: 'Thank you' },
  next: { ja: '当日お待ちしています', en: 'See you there' },
  questions: [
    { kind: 'number', key: 'people', title: { ja: '何名さまですか', en: 'How many?' }, required: true, min: 1, max: 9 },
    { kind: 'short_text', key: 'word', title: { ja: 'ひとこと', en: 'A word' }, required: false },
  ],
}

/** Publishes the tea party under its key and keyword `お茶会`. */
export const publishParty = (world: World, settings: FormSettings = {}, definition = party) =>
  publishForm(world.scope, { key: 'party', keyword: 'お茶会', definition, settings })

/** Fills the tea party in and sends it, all in LIFF. */
export async function sendsParty(person: Person, people = 2) {
  const id = (await person.open('party')).body.submission!.id
  await person.save(id, 'people', people)
  return { id, ...(await person.send(id)) }
}
