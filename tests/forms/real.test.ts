import { writeFileSync } from 'node:fs'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFormFile } from '../../bot/forms/form-file.ts'
import { addKey } from '../../bot/integrations/keys.ts'
import { answers, forms, slots, submissions } from '../../db/schema/index.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { ownerIn } from '../integrations/receivers.ts'
import { createWorld, type World } from '../support/world.ts'
import { exported, readByV1, withoutIds } from './real/files.ts'
import { fillIn, type Mouth, type Opened } from './real/fill.ts'
import { answersPath, type RealForm, realForms } from './real/run.ts'

/** Writes down what the files say, for somebody to read it; else it is what they have to say. */
const writes = process.env['REAL_WRITE'] === '1'

let world: World
let cookie: string
let bearer: string

beforeAll(async () => {
  world = await createWorld({ demo: false })
  await addStaff(world.deps, 'sato', 'owner')
  const request = (path: string, init: RequestInit) => world.app.request(`/api${path}`, init)
  cookie = await signIn({ request } as never, 'sato@example.com')
  const scopes = ['forms:read', 'submissions:read', 'personal:read'] as const
  bearer = (await addKey(ownerIn(world), { title: '台帳', scopes: [...scopes], networks: [], days: null })).key
})
afterAll(() => world.close())

async function call(method: string, path: string, body: unknown) {
  const headers = { ...ownPage, cookie }
  const answer = await world.app.request(`/api/accounts/main${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
}

/** Takes a form over from its file as the builder does, publishes it, and lays its slots out. */
async function opened({ name, file, slots: starts }: RealForm): Promise<Opened> {
  const read = readFormFile(file)
  if (!('draft' in read)) throw new Error(`${name}: ${JSON.stringify(read)}`)
  await call('POST', '/forms', { key: name, draft: read.draft })
  await call('POST', `/forms/${name}/publication`, { revision: 1 })
  const keyword = `はじめる${name}`
  await call('PUT', `/forms/${name}/keyword`, { keyword, before: null })
  const { id } = (await world.db.orm.select().from(forms).where(eq(forms.key, name)).get())!
  for (const [questionKey, all] of Object.entries(starts))
    for (const start of all) {
      const [now, startsAt] = [world.deps.clock(), Date.parse(`${start}:00+09:00`)]
      await world.db.orm.insert(slots).values({
        ...{ id: world.deps.ids(), accountId: 'main', formId: id, questionKey, startsAt, title: null },
        ...{ endsAt: startsAt + 30 * 60_000, capacity: 60, taken: 0, state: 'open', createdAt: now, updatedAt: now },
      })
    }
  return { id, key: name, keyword, definition: read.draft.definition }
}

/** The rows behind a submission. What somebody typed differs from mouth to mouth; what it means must not. */
async function stored(id: string) {
  const { skipped, hidden, known, calculated, endingKey, version, reachedKey, place } = (await world.db.orm
    .select()
    .from(submissions)
    .where(eq(submissions.id, id))
    .get())!
  const rows = await world.db.orm
    .select()
    .from(answers)
    .where(eq(answers.submissionId, id))
    .orderBy(asc(answers.questionKey))
  const given = rows.map(({ questionKey, valueText, valueNumber, valueTime, valueJson }) => {
    const meant = valueJson && withoutIds(JSON.stringify({ ...valueJson, given: undefined }))
    return { questionKey, valueText: meant ? null : valueText, valueNumber, valueTime, meant }
  })
  return { skipped: skipped.toSorted(), hidden, known, calculated, endingKey, version, reachedKey, place, given }
}

const alone: Record<string, (step: number) => Mouth> = {
  'all in the mini-app': () => 'liff',
  'all in the chat': () => 'chat',
}
/** The first of a form's runs also goes from each mouth to the other and back. */
const ways: typeof alone = {
  ...alone,
  'mini-app, chat, mini-app': (step) => (step % 8 < 4 ? 'liff' : 'chat'),
  'chat, mini-app, chat': (step) => (step % 8 < 4 ? 'chat' : 'liff'),
}

test.each(realForms())(
  'issue 5: $name: whichever mouth takes the answers, rows, files and the API say the same',
  { timeout: 60_000 },
  async (real) => {
    const form = await opened(real)
    const sent: { who: string; way: string; id: string }[] = []
    for (const run of real.runs)
      for (const [way, mouth] of Object.entries(run === real.runs[0] ? ways : alone))
        sent.push({ who: run.who, way, id: await fillIn(world, form, run, mouth) })
    await world.rest()
    const [inFiles, inApi] = [
      await exported(world, cookie, form.key, form.definition),
      await readByV1(world, bearer, form.key),
    ]
    for (const run of real.runs) {
      const [first, ...others] = await Promise.all(
        sent
          .filter(({ who }) => who === run.who)
          .map(async ({ way, id }) => ({ way, cells: inFiles.get(id), api: inApi.get(id), rows: await stored(id) })),
      )
      for (const { way, ...other } of others) expect({ way, ...other }).toEqual({ ...first, way })
      expect(first!.api).toBeDefined()
      const told = Object.fromEntries(Object.entries(first!.cells!).filter(([, cell]) => cell !== ''))
      if (writes) run.cells = told
      expect(told).toEqual(run.cells)
    }
    const { slots: starts, runs } = real
    if (writes) writeFileSync(answersPath(real.name), `${JSON.stringify({ slots: starts, runs }, null, 2)}\n`)
  },
)
