import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '../../db/schema/index.ts'
import { actionWords, deedWords, wordedActions } from '../../bot/staff/deed-words.ts'
import { addFriend, addSubmission } from '../dashboard/world.ts'
import { projectFiles, read } from '../project/files.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('sato', 'ono', 'ito', 'mori', 'abe')
})
afterAll(() => office.close())

interface Page {
  rows: { id: string; action: string; subject: string; staff: { id: string; name: string | null }; at: number }[]
  next: string | null
}
const audit = async (name: string, query = '', account = 'main') =>
  (await office.call<Page>(name, 'GET', `/accounts/${account}/audit${query}`)).body

/** Entries of the past, one a minute, by Ito. */
async function history(count: number) {
  const { deps } = office
  const { id: staffId } = (await audit('ito')).rows[0]!.staff
  const rows = Array.from({ length: count }, (_, at) => ({
    ...{ id: deps.ids(), accountId: 'main', staffId, action: 'submission.reviewed', subject: `old-${at}` },
    ...{ detail: { from: 'new', to: 'done' }, at: deps.clock() - 864e5 - at * 60_000 },
  }))
  for (let at = 0; at < count; at += 500) await deps.db.orm.insert(auditEntries).values(rows.slice(at, at + 500))
}

describe('95: the audit log', () => {
  test('row 95, ES16: says who reviewed what, from which state to which', async () => {
    const aiko = await addFriend(office.deps, 'main', 1, 'Aiko')
    const id = await addSubmission(office.deps, 'main', aiko, { number: 1 })
    expect((await office.call('ito', 'PATCH', `/accounts/main/submissions/${id}`, { review: 'checking' })).status).toBe(
      200,
    )
    const { rows } = await audit('sato', `?subject=${id}`)
    expect(rows[0]).toMatchObject({ staff: { name: 'ito' }, subject: id })
  })

  test('owners read everything of their account, everybody else what they did themselves', async () => {
    await office.call('mori', 'PATCH', '/me/profile', { name: 'mori' })
    const names = async (name: string) => new Set((await audit(name)).rows.map(({ staff }) => staff.name))
    expect(await names('sato')).toEqual(new Set(['ito', 'mori']))
    expect(await names('ono')).toEqual(new Set(['ito']))
    expect(await names('ito')).toEqual(new Set(['ito']))
    expect(await names('mori')).toEqual(new Set(['mori']))
    const { staff } = (await audit('sato', '?action=staff.renamed')).rows[0]!
    expect((await audit('ito', `?staff=${staff.id}`)).rows).toEqual([])
  })

  test('A30: nothing of it is read through another account', async () => {
    expect((await audit('abe', '', 'stranger')).rows).toEqual([])
    expect((await office.call('abe', 'GET', '/accounts/main/audit')).status).toBe(404)
  })

  test('is read page by page without a gap, and filtered by person, staff, action and day', async () => {
    await history(230)
    const all = new Set<string>()
    let query = '?limit=100'
    for (;;) {
      const { rows, next } = await audit('sato', query)
      for (const { id } of rows) all.add(id)
      if (next === null) break
      query = `?limit=100&cursor=${next}`
    }
    expect(all.size).toBe((await office.deps.db.orm.select().from(auditEntries)).length)
    expect((await audit('sato', '?subject=old-7')).rows).toHaveLength(1)
    expect(
      (await audit('sato', '?until=2026-11-20&from=2026-11-20')).rows.every(({ subject }) =>
        subject.startsWith('old-'),
      ),
    ).toBe(true)
    expect((await audit('sato', '?from=2026-11-22')).rows).toEqual([])
    expect((await audit('sato', '?action=staff.renamed')).rows).toHaveLength(1)
  })

  test('walks an index in every way in which it is asked', async () => {
    const explained = async (where: string) =>
      JSON.stringify(
        await office.deps.db.orm.all(
          `explain query plan select id from audit_entries where ${where} order by at desc, id desc limit 51` as never,
        ),
      )
    for (const where of [
      "account_id = 'main'",
      "account_id = 'main' and (at, id) < (5, 'x')",
      "account_id = 'main' and staff_id = 'x'",
      "account_id = 'main' and staff_id = 'x' and action = 'y'",
      "account_id = 'main' and action = 'x' and at >= 0 and at < 9",
    ]) {
      const plan = await explained(where)
      expect([where, plan]).toEqual([where, expect.stringContaining('USING')])
      expect([where, plan]).toEqual([where, expect.not.stringMatching(/TEMP B-TREE|SCAN audit/)])
    }
  })

  test('is taken out as a CSV by owners, and that is an entry of its own', async () => {
    const { status, text, headers } = await office.call('sato', 'GET', '/accounts/main/audit/export')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(text.split('\r\n')[0]).toBe('"日時","スタッフ","操作","コード","対象","内容"')
    expect(text).toContain('"回答の確認状態を変更しました（確認待ち → 確認中）"')
    expect((await audit('sato')).rows[0]?.action).toBe('audit.exported')
    for (const name of ['ito', 'mori'])
      expect((await office.call(name, 'GET', '/accounts/main/audit/export')).status).toBe(403)
  })

  test('A25: what a spreadsheet would run arrives as text', async () => {
    for (const name of ['=HYPERLINK("http://evil.example")', '+81', '@SUM(1)', '＝1+1']) {
      await office.call('mori', 'PATCH', '/me/profile', { name })
      await office.call('mori', 'PATCH', '/me/profile', { name })
      const { text } = await office.call('sato', 'GET', '/accounts/main/audit/export?action=staff.renamed')
      expect(text).toContain(`"'${name.replaceAll('"', '""')}"`)
    }
  })
})

test('ES16: every deed that the server writes has words in Japanese and English', () => {
  const written = new Set(
    projectFiles()
      .filter((path) => /^bot\/.*\.ts$/.test(path))
      .map(read)
      .flatMap((text) => [
        ...text.matchAll(/action: '([a-z_]+\.[a-z_]+)'/g),
        ...text.matchAll(/auditStatement\(\s*\w+,\s*'([a-z_]+\.[a-z_]+)'/g),
      ])
      .map(([, action]) => action!),
  )
  expect(written.size).toBeGreaterThan(15)
  expect([...written].filter((action) => !wordedActions.includes(action))).toEqual([])
})

test('a deed without words is told by its code, and the words of a filter say nothing of one deed', () => {
  expect(deedWords('new.thing', {})).toEqual({ ja: '操作：new.thing', en: 'Deed: new.thing' })
  for (const action of wordedActions) {
    const { ja, en } = actionWords(action)
    expect([action, ja, en].join()).not.toMatch(/undefined|null|（|\(/)
  }
})
