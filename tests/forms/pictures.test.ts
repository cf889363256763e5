import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import type { FormDraft } from '../../bot/forms/edit-contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { formFile, readFormFile } from '../../bot/forms/form-file.ts'
import { picturesMax, pictureSideMax } from '../../bot/forms/pictures/contract.ts'
import { formPictures } from '../../db/schema/index.ts'
import { openWorld, ownPage, visit, type World } from '../dashboard/world.ts'
import { checkLineRequest, hasLineContract } from '../contract/openapi.ts'
import * as pictures from '../uploads/pictures.ts'

const day = 24 * 60 * 60_000

let world: World
let ito: string
beforeEach(async () => {
  world = await openWorld()
  ito = await world.signIn('ito')
})
afterEach(() => world.close())

async function call(method: string, path: string, body?: object, as = ito, account = 'main') {
  const answer = await world.app.request(`/accounts/${account}${path}`, {
    method,
    headers: { ...ownPage, cookie: as },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as any }
}
async function upload(bytes: Uint8Array<ArrayBuffer>, { as = ito, account = 'main', form = 'visit' } = {}) {
  const answer = await world.app.request(`/accounts/${account}/forms/${form}/pictures`, {
    method: 'POST',
    headers: { ...ownPage, cookie: as, 'content-type': 'image/jpeg' },
    body: bytes,
  })
  return { status: answer.status, body: (await answer.json()) as any }
}
const reasonOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { status, body } = await upload(bytes)
  return `${status} ${body.error?.detail?.reason ?? body.error?.code}`
}
const see = (id: string, account = 'main') => world.whole.app.request(`/liff/${account}/pictures/${id}`)
const added = async () => (await upload(await pictures.jpeg())).body.id as string
const stored = () => {
  try {
    return readdirSync(join(dirname(world.file), 'files'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    ).length
  } catch {
    return 0
  }
}

/** The sweep, and then the job that takes the bytes away. */
async function settled() {
  await world.whole.rest()
  await world.whole.rest()
}

/** The survey of the world, whose first question shows these pictures. */
const showing = (...ids: (string | undefined)[]): FormDefinition => {
  const [first, ...others] = visit.questions
  if (first?.kind !== 'single_choice') throw new Error('The survey begins with a choice')
  const options = first.options.map((option, at) => (ids[at] ? { ...option, picture: ids[at] } : option))
  return { ...visit, questions: [{ ...first, options }, ...others] }
}
async function draftOf(definition: FormDefinition, form = 'visit') {
  const edit = (await call('GET', `/forms/${form}/edit`)).body
  const draft: FormDraft = { definition, settings: edit.published.settings, rules: [] }
  const kept = await call('PUT', `/forms/${form}/draft`, {
    ...{ draft, revision: edit.draft?.revision ?? 0, version: edit.version },
  })
  expect(kept.status).toBe(200)
  return kept.body.revision as number
}
const publish = async (definition: FormDefinition) =>
  call('POST', '/forms/visit/publication', { revision: await draftOf(definition) })

describe('A50: a picture of staff is drawn anew', () => {
  test('A50: upright and small, without the place where it was taken', async () => {
    const { status, body } = await upload(pictures.asPhone(await pictures.jpeg(3000, 1500)))
    expect([status, body]).toMatchObject([201, { width: pictureSideMax / 2, height: pictureSideMax }])
    const answer = await see(body.id)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect([bytes.includes('Exif'), bytes.includes('GPS')]).toEqual([false, false])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  test('A50: a page named as a picture, SVG, HEIC, a PDF and 30,000 pixels are refused with the reason', async () => {
    expect(await reasonOf(pictures.html)).toBe('400 kind')
    expect(await reasonOf(pictures.svg)).toBe('400 kind')
    expect(await reasonOf(pictures.pdf)).toBe('400 kind')
    expect(await reasonOf(pictures.heic)).toBe('400 heic')
    expect(await reasonOf(new Uint8Array())).toBe('400 empty')
    expect(await reasonOf(pictures.claiming(await pictures.jpeg(), 30_000, 30_000))).toBe('400 pixels')
    expect(await reasonOf(pictures.pngBomb(30_000))).toBe('400 pixels')
    expect(await reasonOf(pictures.withHiddenFrame(await pictures.jpeg()))).toBe('400 unreadable')
    expect([await world.deps.db.orm.$count(formPictures), stored()]).toEqual([0, 0])
  })

  test('A50: what is a picture for one program and a page for another loses the page', async () => {
    const { body } = await upload(pictures.polyglot(await pictures.jpeg()))
    expect(Buffer.from(await (await see(body.id)).arrayBuffer()).includes('<script')).toBe(false)
  })
})

describe('who adds a picture, and who sees it', () => {
  test('a viewer and a stranger add none', async () => {
    const bytes = await pictures.jpeg()
    expect((await upload(bytes, { as: await world.signIn('mori') })).status).toBe(403)
    expect((await upload(bytes, { as: await world.signIn('abe') })).status).toBe(404)
    expect((await upload(bytes, { as: '' })).status).toBe(401)
    expect((await upload(bytes, { form: 'nothing' })).status).toBe(404)
    expect(stored()).toBe(0)
  })

  test('whoever knows the id sees it, at its own account alone', async () => {
    const id = await added()
    expect((await see(id)).status).toBe(200)
    const other = await see(id, 'stranger')
    expect([other.status, other.headers.get('content-type')]).toEqual([404, 'application/json'])
    expect((await see('nothing')).status).toBe(404)
  })

  test('a form has so many at most', async () => {
    const row = { accountId: 'main', formId: 'form-main', contentType: 'image/png' as const, createdBy: 'ito' }
    const rows = Array.from({ length: picturesMax }, (_, at) => ({ id: `p${at}`, ...row }))
    await world.deps.db.orm
      .insert(formPictures)
      .values(rows.map((one) => ({ ...one, bytes: 1, width: 1, height: 1, createdAt: 0 })))
    expect(await reasonOf(await pictures.jpeg())).toBe('429 too_many')
  })
})

describe('a picture of an option', () => {
  test('is published with the form; one that the account does not have keeps it from being published', async () => {
    const id = await added()
    const gone = await publish(showing(id, 'nothing'))
    expect([gone.status, gone.body.error.detail.problems]).toEqual([
      400,
      [{ path: 'questions.0.options.1.picture', severity: 'error', code: 'picture_unknown' }],
    ])
    const foreign = await upload(await pictures.jpeg(), { as: await world.signIn('abe'), account: 'stranger' })
    expect(foreign.status).toBe(201)
    expect((await publish(showing(id, foreign.body.id))).status).toBe(400)
    expect((await publish(showing(id))).status).toBe(200)
  })

  test('goes when no draft and no version names it, bytes and all; else it stays', async () => {
    const [published, drafted, unused] = [await added(), await added(), await added()]
    expect((await publish(showing(published))).status).toBe(200)
    await draftOf(showing(drafted))
    expect(stored()).toBe(3)
    world.move(3 * day)
    await settled()
    expect(await Promise.all([published, drafted, unused].map(async (id) => (await see(id)).status))).toEqual([
      200, 200, 404,
    ])
    expect(stored()).toBe(2)
    await draftOf(visit)
    world.move(2 * day)
    await settled()
    expect([(await see(published)).status, (await see(drafted)).status, stored()]).toEqual([200, 404, 1])
  })

  test('goes with its form, unless a copy of the form shows it', async () => {
    const settings = plainSettings
    for (const key of ['first', 'copy'])
      expect((await call('POST', '/forms', { key, draft: { definition: visit, settings, rules: [] } })).status).toBe(
        201,
      )
    const [shared, own] = [
      (await upload(await pictures.jpeg(), { form: 'first' })).body.id as string,
      (await upload(await pictures.png(), { form: 'first' })).body.id as string,
    ]
    await draftOf(showing(shared, own), 'first')
    await draftOf(showing(shared), 'copy')
    expect((await call('DELETE', '/forms/first', {})).status).toBe(200)
    await settled()
    expect([(await see(shared)).status, (await see(own)).status, stored()]).toEqual([200, 404, 1])
    expect((await call('DELETE', '/forms/copy', {})).status).toBe(200)
    await settled()
    expect([(await see(shared)).status, stored()]).toEqual([404, 0])
  })

  test('is named as missing where the form is imported from a file', () => {
    const file = formFile({ definition: showing('picture-of-another'), settings: plainSettings, rules: [] })
    const read = readFormFile(file)
    expect(read).toMatchObject({ foreign: [{ kind: 'picture', name: 'ひとりで' }] })
    expect(JSON.stringify('draft' in read && read.draft)).not.toContain('picture-of-another')
  })
})

describe('in the chat', () => {
  const ask = async (publicUrl: string, definition: FormDefinition) => {
    const { whole } = world
    Object.assign(whole.deps.settings, { PUBLIC_URL: publicUrl })
    expect((await publish(definition)).status).toBe(200)
    const asked = await call('PUT', '/forms/visit/keyword', { keyword: 'えらぶ', before: null })
    expect(asked.status).toBe(200)
    const aiko = whole.simulator.addPerson({ name: '愛子' }).uid
    await whole.simulator.follow(aiko, 'main')
    await whole.rest()
    await whole.simulator.say(aiko, 'main', 'えらぶ')
    await whole.rest()
    return {
      said: () => JSON.stringify(whole.simulator.chat(aiko, 'main')),
      say: async (words: string) => {
        await whole.simulator.say(aiko, 'main', words)
        await whole.rest()
      },
    }
  }

  test('the options are tiles with their pictures, and typed words and numbers answer as before', async () => {
    const [one, two] = [await added(), await added()]
    const { said, say } = await ask('https://crm.example.com', showing(one, two))
    expect(said()).toContain(`https://crm.example.com/liff/main/pictures/${one}`)
    await say('2')
    expect(said()).toContain('2 / 3')
  })

  test('without a public https address the options are the usual list', async () => {
    const { said } = await ask('http://localhost:3000', showing(await added()))
    expect(said()).toContain('ひとりで')
    expect(said()).not.toContain('/pictures/')
  })

  const options = (count: number, label: string) =>
    Array.from({ length: count }, (_, at) => ({
      label: `${label}${at}`,
      says: `${label}${at}`,
      tap: { act: 'answer' as const, run: 'r', version: 1, question: 'q', value: `o${at}` },
      ticked: at === 0,
      ...(at < count - 1 && { picture: `https://crm.example.com/liff/main/pictures/p${at}` }),
    }))
  const asked = (count: number, label: string) =>
    lineMessages([
      {
        ...{ kind: 'question', progress: '1 / 2', title: '問い', body: null, note: null, layout: 'list' },
        ...{ options: options(count, label), offered: false, ends: null, date: null, place: null, link: null },
        ...{ confirm: null, controls: [] },
      },
    ])

  test.skipIf(!hasLineContract)('LINE takes every number of them; far too many become the usual list', () => {
    for (const [count, label, hasTiles] of [
      [2, '茶', true],
      [12, '長い名前の選択肢'.repeat(5), true],
      [50, '長い名前の選択肢'.repeat(20), false],
    ] as const) {
      const messages = asked(count, label)
      const body = JSON.stringify({ replyToken: 'r', messages })
      const url = 'https://api.line.me/v2/bot/message/reply'
      expect(
        checkLineRequest({
          method: 'POST',
          url,
          headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
          body,
        }),
      ).toEqual([])
      expect([count, body.includes('/pictures/')]).toEqual([count, hasTiles])
    }
  })
})
