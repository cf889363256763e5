import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { staffApi } from '../../bot/http/staff-api.ts'
import { eraseTalk, talkFilesOf } from '../../bot/talks/erase.ts'
import { friends, jobs, talkMessages, talks } from '../../db/schema/index.ts'
import { contentOf } from '../../bot/uploads/content.ts'
import { signIn } from '../dashboard/world.ts'
import { minute, openTalks, type Talks } from './world.ts'

const photo = readFileSync(`${import.meta.dirname}/../../bot/demo/pictures/guest.png`)
const dataUrl = `data:image/png;base64,${photo.toString('base64')}`
const day = 24 * 60 * minute

let world: Talks
beforeEach(async () => {
  world = await openTalks()
})
afterEach(() => world.close())

async function sendPhoto() {
  await world.simulator.image(world.aiko, 'main', dataUrl)
  await world.rest()
}
const newest = async () => (await world.db.orm.select().from(talkMessages)).at(-1)!
const file = async (who: string, account = 'main') => {
  const { id } = await newest()
  const app = staffApi(world.deps)
  const cookie = await signIn(app, `${who}@example.com`)
  return app.request(`/accounts/${account}/talk-files/${id}`, { headers: { cookie } })
}
/** Somebody sends something that is no picture; LINE has these bytes of it. */
async function send(message: { id: string; type: string } & Record<string, unknown>, bytes: Uint8Array, type: string) {
  world.simulator.state.contents[message.id] = { type, base64: Buffer.from(bytes).toString('base64') }
  await world.simulator.sendEvents('main', [world.simulator.event(world.aiko, 'message', { message })])
  await world.rest()
}

describe('what people send', () => {
  test('market row 41: a picture is fetched from LINE, drawn anew and served to the staff; LINE may forget it', async () => {
    await sendPhoto()
    expect(await newest()).toMatchObject({ kind: 'image', fileState: 'kept' })
    world.simulator.state.contents = {}
    const answer = await file('ito')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(contentOf(bytes)).toMatchObject({ contentType: 'image/png' })
    expect(Buffer.from(bytes).equals(photo)).toBe(false)
  })

  test('A36: a file is nobody’s but the account’s staff who may see personal data', async () => {
    await sendPhoto()
    const { accounts } = await import('../../db/schema/index.ts')
    await world.db.orm
      .insert(accounts)
      .values({ id: 'stranger', name: 'Stranger', source: 'dashboard', createdAt: 0, updatedAt: 0 })
    expect((await file('ito', 'stranger')).status).toBe(404)
    expect((await file('mori')).status).toBe(403)
    expect((await staffApi(world.deps).request(`/accounts/main/talk-files/${(await newest()).id}`)).status).toBe(401)
  })

  test('a file keeps its name and is only ever saved, whatever it claims to be', async () => {
    const message = { id: '601', type: 'file', fileName: '../../見積.html', fileSize: 20 }
    await send(message, new TextEncoder().encode('<script>1</script>'), 'text/html')
    const answer = await file('ito')
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('見積.html')}`,
    )
  })

  test('a picture that is none is not kept, and says so', async () => {
    await send({ id: '602', type: 'image' }, new TextEncoder().encode('<svg onload="1">'), 'image/svg+xml')
    expect(await newest()).toMatchObject({ fileState: 'unreadable', fileId: null })
  })

  test('what stands outside of LINE is not fetched', async () => {
    const contentProvider = { type: 'external', originalContentUrl: 'http://169.254.169.254/latest' }
    await send({ id: '603', type: 'image', contentProvider }, new Uint8Array(1), 'image/png')
    expect(await newest()).toMatchObject({ fileState: 'elsewhere' })
    expect(world.simulator.calls('/content')).toEqual([])
  })

  test('FT47: while the place for files is down it waits, and is kept later', async () => {
    const { write } = world.deps.files!
    world.deps.files!.write = () => Promise.reject(new Error('down'))
    await sendPhoto()
    expect(await newest()).toMatchObject({ fileState: 'waiting' })
    world.deps.files!.write = write
    world.pass(11 * minute)
    await world.rest()
    expect(await newest()).toMatchObject({ fileState: 'kept' })
  })

  test('FT48: what LINE still prepares is asked for again', async () => {
    const { fetch } = world.deps
    let asked = 0
    world.deps.fetch = (url, init) =>
      url.endsWith('/content') && ++asked < 3 ? Promise.resolve(new Response(null, { status: 202 })) : fetch(url, init)
    await sendPhoto()
    expect(await newest()).toMatchObject({ fileState: 'waiting' })
    for (let at = 0; at < 3; at++) {
      world.pass(11 * minute)
      await world.rest()
    }
    expect(await newest()).toMatchObject({ fileState: 'kept' })
  })

  test('FT48: what LINE does not have any more is told as gone; what never comes is given up after a week', async () => {
    world.simulator.setFaults({ next: { kind: 'error', calls: 1000, path: '/content' } })
    await sendPhoto()
    for (let at = 0; at < 3; at++) {
      world.pass(3 * day)
      await world.rest()
    }
    expect(await newest()).toMatchObject({ fileState: 'given_up' })
    world.simulator.clearFaults()
    await send({ id: '604', type: 'video', duration: 1000 }, new Uint8Array(1), 'video/mp4')
    await world.db.orm.update(talkMessages).set({ fileState: 'waiting' }).where(eq(talkMessages.lineMessageId, '604'))
    world.simulator.state.contents = {}
    await world.db.orm
      .update(jobs)
      .set({ state: 'open', runAt: 0, leasedUntil: 0 })
      .where(eq(jobs.key, (await newest()).id))
    await world.rest()
    expect(await newest()).toMatchObject({ kind: 'video', fileState: 'gone' })
  })

  test('more than is kept is not read to its end', async () => {
    await send(
      { id: '605', type: 'file', fileName: 'all.zip' },
      new Uint8Array(20 * 1024 * 1024 + 1),
      'application/zip',
    )
    expect(await newest()).toMatchObject({ fileState: 'too_large', fileId: null })
  })
})

test('unsend: the bytes of a picture go, and nobody is served them from that moment', async () => {
  await sendPhoto()
  const { id, lineMessageId } = await newest()
  await world.simulator.unsend(world.aiko, 'main', lineMessageId!)
  await world.rest()
  expect((await file('ito')).status).toBe(404)
  await world.rest()
  expect(await world.deps.files!.read(id)).toBeNull()
})

test('erasing a person leaves nothing of the talk', async () => {
  await sendPhoto()
  await world.write(world.aiko, 'こんにちは')
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, world.aiko))
  expect(await talkFilesOf(world.scope, friend!.seq)).toHaveLength(1)
  await world.db.write(eraseTalk(world.scope, friend!.seq))
  expect(await world.db.orm.select().from(talkMessages)).toEqual([])
  expect(await world.db.orm.select().from(talks)).toEqual([])
})
