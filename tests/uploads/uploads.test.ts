import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { publishForm } from '../../bot/forms/publish.ts'
import { uploadsOf } from '../../bot/uploads/find.ts'
import { answers, accounts, jobs, submissions, uploads } from '../../db/schema/index.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { createWorld, type World } from '../support/world.ts'
import * as pictures from './pictures.ts'

const day = 24 * 60 * 60_000
const title = { ja: '問い' }

let world: World
let aiko: string
let session: string
let draft: string
beforeEach(async () => {
  world = await createWorld({ demo: false })
  await publishForm(world.scope, {
    key: 'repair',
    definition: {
      title: { ja: '修理のご依頼' },
      thanks: { ja: 'ありがとうございました' },
      questions: [
        { kind: 'file', key: 'photo', title, required: false, accept: 'photo', filesMax: 2 },
        { kind: 'file', key: 'papers', title, required: false, accept: 'photo_or_pdf', filesMax: 5 },
        { kind: 'short_text', key: 'note', title, required: false },
      ],
    },
  })
  aiko = world.simulator.addPerson({ name: '愛子' }).uid
  session = await sessionOf(aiko)
  draft = await draftOf(session)
})
afterEach(() => world.close())

const call = (method: string, path: string, as: string, body?: BodyInit, headers: Record<string, string> = {}) =>
  world.app.request(`/liff/api/main${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, ...headers },
    ...(body === undefined ? {} : { body }),
  })
async function json(method: string, path: string, as: string, body?: unknown) {
  const answer = await call(method, path, as, JSON.stringify(body), { 'content-type': 'application/json' })
  return (await answer.json()) as any
}
const sessionOf = async (uid: string): Promise<string> =>
  (await json('POST', '/session', '', { idToken: await world.simulator.idToken(uid, 'main') })).session
const draftOf = async (as: string): Promise<string> => (await json('PUT', '/forms/repair/draft', as)).submission.id

async function put(
  bytes: Uint8Array<ArrayBuffer>,
  { question = 'photo', name = '写真.jpg', as = session, id = draft } = {},
) {
  const answer = await call('PUT', `/submissions/${id}/files/${question}`, as, bytes, {
    'x-file-name': encodeURIComponent(name),
    'content-type': 'image/jpeg',
  })
  return { status: answer.status, body: (await answer.json()) as any }
}
const reasonOf = async (bytes: Uint8Array<ArrayBuffer>, more?: Parameters<typeof put>[1]) => {
  const { status, body } = await put(bytes, more)
  return `${status} ${body.error?.detail?.reason ?? body.error?.code}`
}
async function kept(id: string) {
  const answer = await call('GET', `/uploads/${id}`, session)
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const stored = () => {
  const folder = join(dirname(world.file), 'files')
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  } catch {
    return []
  }
}

describe('A50: a picture is drawn anew', () => {
  test('A50: upright, without the place where it was taken or anything else that was in the file', async () => {
    const given = pictures.asPhone(await pictures.jpeg(120, 80))
    expect(Buffer.from(given).includes('Exif')).toBe(true)
    const { status, body } = await put(given)
    expect([status, body]).toMatchObject([
      200,
      { fileName: '写真.jpg', contentType: 'image/jpeg', width: 80, height: 120 },
    ])
    const { bytes } = await kept(body.id)
    expect(bytes.length).toBe(body.bytes)
    for (const trace of ['Exif', 'GPS', '35.6586', Buffer.from([0x88, 0x25])])
      expect(Buffer.from(bytes.subarray(0, 600)).includes(trace)).toBe(false)
    const pixels = await pictures.codecs.decodeJpeg(bytes.slice().buffer)
    // Turned by a quarter to the right: what was left is up.
    expect(pictures.colourAt(pixels, 40, 10)[0]).toBeGreaterThan(200)
    expect(pictures.colourAt(pixels, 40, 110)[2]).toBeGreaterThan(200)
  })

  test('A50: a large one is kept at 2,048 pixels', async () => {
    const { body } = await put(await pictures.jpeg(4000, 3000))
    expect(body).toMatchObject({ width: 2048, height: 1536 })
  })

  test('A50: a PNG stays a PNG, clear parts included, and a text in it that would take 100 MB is never inflated', async () => {
    const glass = new Uint8Array(
      await pictures.codecs.encodePng(pictures.halves(3000, 60, [pictures.red, [9, 9, 9, 0]])),
    )
    const { body } = await put(pictures.withTextBomb(glass), { name: 'ロゴ.png' })
    expect(body).toMatchObject({ contentType: 'image/png', width: 2048, height: 41, fileName: 'ロゴ.png' })
    const pixels = await pictures.codecs.decodePng((await kept(body.id)).bytes.slice().buffer)
    expect(pictures.colourAt(pixels, 100, 20)).toEqual(pictures.red)
    expect(pictures.colourAt(pixels, 2000, 20)[3]).toBe(0)
  })

  test('A50: a picture that is also a page and a PDF comes out as a picture only', async () => {
    const { body } = await put(pictures.polyglot(await pictures.jpeg()))
    const { bytes } = await kept(body.id)
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/script|%PDF|html/)
  })
})

describe('A50: what is no picture is refused, whatever it calls itself', () => {
  test('A50: a page, a drawing with a script, a ZIP, an iPhone’s own format, nothing at all', async () => {
    expect(await reasonOf(pictures.html, { name: 'photo.jpg' })).toBe('400 kind')
    expect(await reasonOf(pictures.svg, { name: 'photo.svg' })).toBe('400 kind')
    expect(await reasonOf(new Uint8Array(Buffer.from('PK\x03\x04zip')))).toBe('400 kind')
    expect(await reasonOf(new Uint8Array(Buffer.from('GIF89a')))).toBe('400 kind')
    expect(await reasonOf(pictures.heic)).toBe('400 heic')
    expect(await reasonOf(new Uint8Array())).toBe('400 empty')
    expect([await world.db.orm.select().from(uploads), stored()]).toEqual([[], []])
  })

  test('A50: a bomb of 30,000 × 30,000 pixels is refused before anything is decoded', async () => {
    const redraw = vi.spyOn(world.deps.images, 'redraw')
    expect(await reasonOf(pictures.pngBomb(30_000))).toBe('400 pixels')
    expect(await reasonOf(pictures.claiming(await pictures.jpeg(), 30_000, 30_000))).toBe('400 pixels')
    expect(await reasonOf(pictures.claiming(await pictures.jpeg(), 12_001, 10))).toBe('400 pixels')
    expect(await reasonOf(pictures.claiming(await pictures.jpeg(), 6_400, 6_300))).toBe('400 pixels')
    expect(redraw).not.toHaveBeenCalled()
    redraw.mockRestore()
  })

  test('A50: one that is broken, cut off or lies about its size is refused and takes nothing down with it', async () => {
    const whole = await pictures.png()
    expect(await reasonOf(whole.slice(0, 60))).toBe('400 unreadable')
    expect(await reasonOf(pictures.pngBomb(5_000))).toBe('400 unreadable')
    expect(await reasonOf((await pictures.jpeg()).slice(0, 12))).toBe('400 unreadable')
    expect(await reasonOf(pictures.claiming(await pictures.jpeg(), 0, 0))).toBe('400 unreadable')
    expect(await reasonOf(pictures.withHiddenFrame(await pictures.jpeg()))).toBe('400 unreadable')
    expect((await put(whole)).status).toBe(200)
  })

  test('A50: more than 10 MB are refused, and any other request of a friend may have 64 KiB', async () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    large.set(await pictures.jpeg())
    expect(await reasonOf(large)).toBe('413 too_large')
    const answer = await call('PUT', `/submissions/${draft}/answers/note`, session, new Uint8Array(64 * 1024 + 1))
    expect(answer.status).toBe(413)
  })

  test('A50: a name with a path is shown without it and names no place on the disk', async () => {
    const { body } = await put(await pictures.jpeg(), { name: '../../../etc/cron.d/\u202egpj.exe\r\nset-cookie: x' })
    expect(body.fileName).toBe('gpj.jpg')
    expect(stored().map(({ name }) => name)).toEqual([body.id])
    expect((await put(await pictures.jpeg(), { name: '..' })).body.fileName).toBe('file.jpg')
  })

  test('A50: of a thousand files a person brings in one day, fifty are looked at', async () => {
    const seen = new Set<number>()
    for (let file = 0; file < 51; file++) seen.add((await put(pictures.html)).status)
    expect([...seen]).toEqual([400, 429])
    expect(await reasonOf(await pictures.jpeg())).toBe('429 limit_reached')
    const ben = await sessionOf(world.simulator.addPerson({ name: 'ベン' }).uid)
    expect((await put(await pictures.jpeg(), { as: ben, id: await draftOf(ben) })).status).toBe(200)
    world.pass(day)
    session = await sessionOf(aiko)
    expect((await put(await pictures.jpeg())).status).toBe(200)
  })

  test('A50: a question keeps twenty files at most until the sweep', async () => {
    const papers = { question: 'papers' }
    for (let file = 0; file < 20; file++) expect((await put(pictures.pdf, papers)).status).toBe(200)
    expect(await reasonOf(pictures.pdf, papers)).toBe('400 too_many')
    expect((await put(await pictures.jpeg())).status).toBe(200)
  })
})

test('a PDF is taken where the question takes it, and is only ever saved to disk', async () => {
  expect(await reasonOf(pictures.pdf)).toBe('400 pdf_not_here')
  const { body } = await put(pictures.pdf, { question: 'papers', name: '見積 (2).pdf' })
  expect(body).toMatchObject({ contentType: 'application/pdf', fileName: '見積 (2).pdf', width: null })
  const { answer, bytes } = await kept(body.id)
  expect(bytes).toEqual(pictures.pdf)
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%20%282%29.pdf`,
  )
  expect(await reasonOf(pictures.pdf.slice(0, 40), { question: 'papers' })).toBe('400 unreadable')
})

test('only a file question of one’s own draft takes files', async () => {
  const photo = await pictures.jpeg()
  const ben = await sessionOf(world.simulator.addPerson({ name: 'ベン' }).uid)
  expect((await put(photo, { question: 'note' })).status).toBe(400)
  expect((await put(photo, { question: 'nothing' })).status).toBe(400)
  expect((await put(photo, { as: ben })).status).toBe(404)
  expect((await put(photo, { as: 'nobody' })).status).toBe(401)
  await world.db.orm.update(submissions).set({ state: 'cancelled' })
  expect((await put(photo)).status).toBe(409)
})

test('where there is no place for files, that is what a person is told', async () => {
  world.deps.files = null
  expect(await reasonOf(await pictures.jpeg())).toBe('503 no_files')
})

test('a file whose bytes could not be written leaves no row behind', async () => {
  world.deps.files = { ...world.deps.files!, write: () => Promise.reject(new Error('The disk is full')) }
  expect((await put(await pictures.jpeg())).status).toBe(500)
  expect(await world.db.orm.select().from(uploads)).toEqual([])
})

test('a file is seen by its own person and by the staff of its account, by nobody else, and runs nothing', async () => {
  const { body } = await put(await pictures.jpeg())
  const { answer } = await kept(body.id)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  const ben = await sessionOf(world.simulator.addPerson({ name: 'ベン' }).uid)
  expect((await call('GET', `/uploads/${body.id}`, ben)).status).toBe(404)
  expect((await call('GET', `/uploads/${body.id}`, 'nobody')).status).toBe(401)
  expect((await call('GET', '/uploads/..%2F..%2Fmusubi.db', session)).status).toBe(404)

  await addStaff(world.deps, 'mori', { role: 'viewer', seesPersonal: true })
  const times = { createdAt: 0, updatedAt: 0 }
  await world.db.orm.insert(accounts).values({ id: 'stranger', name: 'Stranger', source: 'dashboard', ...times })
  const api = staffApi(world.deps)
  const headers = { ...ownPage, cookie: await signIn(api, 'mori@example.com') }
  const own = await api.request(`/accounts/main/uploads/${body.id}`, { headers })
  expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(own.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect((await api.request(`/accounts/stranger/uploads/${body.id}`, { headers })).status).toBe(404)
  expect((await api.request(`/accounts/main/uploads/${body.id}`, { headers: ownPage })).status).toBe(401)
})

test('an answer may name files of its own question and person only', async () => {
  const first = (await put(await pictures.jpeg())).body.id
  const second = (await put(await pictures.png())).body.id
  const own = { submissionId: draft, questionKey: 'photo' }
  const found = await uploadsOf(world.scope, { ...own, ids: [second, 'nothing', first] })
  expect(found.map(({ id }) => id)).toEqual([second, first])
  expect(await uploadsOf(world.scope, { ...own, questionKey: 'papers', ids: [first] })).toEqual([])
  const ben = await draftOf(await sessionOf(world.simulator.addPerson({ name: 'ベン' }).uid))
  expect(await uploadsOf(world.scope, { ...own, submissionId: ben, ids: [first] })).toEqual([])
})

describe('what no answer names', () => {
  const sweep = async () => {
    world.pass(2 * day)
    await world.rest()
    // The bytes go after their rows.
    await world.rest()
  }

  test('is swept after a day, bytes and all; what an answer names stays', async () => {
    const named = (await put(await pictures.jpeg())).body.id
    const taken = (await put(await pictures.jpeg())).body.id
    await json('PUT', `/submissions/${draft}/answers/photo`, session, { value: [named] })
    await world.rest()
    expect(stored().length).toBe(2)
    await sweep()
    expect(stored().map(({ name }) => name)).toEqual([named])
    expect((await world.db.orm.select().from(uploads)).map(({ id }) => id)).toEqual([named])
    expect(taken).not.toBe(named)
  })

  test('of a submission that was sent and cancelled stays with it', async () => {
    const { body } = await put(await pictures.jpeg())
    await json('PUT', `/submissions/${draft}/answers/photo`, session, { value: [body.id] })
    await world.db.orm.update(submissions).set({ state: 'cancelled', finishedAt: world.deps.clock() })
    await world.rest()
    await sweep()
    expect(stored().map(({ name }) => name)).toEqual([body.id])
  })

  test('an answer that names a file at the last moment keeps it', async () => {
    const { body } = await put(await pictures.jpeg())
    await json('PUT', `/submissions/${draft}/answers/photo`, session, { value: [body.id] })
    const named = await world.db.orm.select().from(answers)
    await world.db.orm.delete(answers)
    await world.rest()
    world.pass(2 * day)
    const { write } = world.db
    let late = false
    world.db.write = async (statements) => {
      if (!late && statements.some(({ sql }) => /^delete from "uploads"/i.test(sql))) {
        late = true
        await world.db.orm.insert(answers).values(named)
      }
      return write(statements)
    }
    await world.rest()
    await world.rest()
    expect(late).toBe(true)
    expect(stored().map(({ name }) => name)).toEqual([body.id])
    expect((await world.db.orm.select().from(uploads)).map(({ id }) => id)).toEqual([body.id])
  })

  test('leaves no bytes behind when they could not be removed at first, or the process died', async () => {
    const { body } = await put(await pictures.jpeg())
    const { files } = world.deps
    world.deps.files = { ...files!, remove: () => Promise.reject(new Error('The disk is away')) }
    await sweep()
    await world.rest()
    expect(await world.db.orm.select().from(uploads)).toEqual([])
    expect(stored().map(({ name }) => name)).toEqual([body.id])
    world.deps.files = files
    await sweep()
    expect(stored()).toEqual([])
  })

  test('is also what a draft had that was cancelled later, however much later', async () => {
    const { body } = await put(await pictures.jpeg())
    await json('PUT', `/submissions/${draft}/answers/photo`, session, { value: [body.id] })
    await sweep()
    await sweep()
    expect(stored().length).toBe(1)
    await world.db.orm.update(submissions).set({ state: 'cancelled' })
    await sweep()
    expect(stored()).toEqual([])
    // Nothing is left to look for.
    await sweep()
    expect(
      (await world.db.orm.select().from(jobs)).filter(
        ({ kind, state }) => kind === 'uploads.sweep' && state === 'open',
      ),
    ).toEqual([])
  })
})
