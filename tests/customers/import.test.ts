import { eq } from 'drizzle-orm'
import { writeCsv } from 'hucre/csv'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contactsOf } from '../../bot/customers/contacts.ts'
import { importMembers } from '../../bot/customers/import-members.ts'
import {
  attributeDefinitions,
  customerContacts,
  customers,
  memberCredentials,
  memberImports,
  tags,
} from '../../db/schema/index.ts'
import { claim, changeLogin, openCafe, person } from '../identity-links/people.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({ demo: false })
})
afterEach(() => world.close())

const bytesOf = (text: string) => new TextEncoder().encode(text)
const bring = (file: string | Uint8Array, dry = false) =>
  importMembers(world.deps, {
    bytes: typeof file === 'string' ? bytesOf(file) : file,
    fileName: '会員.csv',
    dry,
    by: 'command',
    accountId: 'main',
  })
const members = () => world.db.orm.select().from(customers)
const contactsBy = async (memberId: string) => {
  const [member] = await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId))
  const contacts = await contactsOf(world.deps, member!.seq)
  return Object.fromEntries(contacts.map(({ kind, value, normalised }) => [kind, [value, normalised]]))
}

const file = `会員番号,氏名,フリガナ,メールアドレス,電話番号,生年月日,郵便番号,住所,備考
0012,髙橋 﨑子,タカハシ サキコ,Sakiko@Example.JP,０９０－１２３４－５６７８,昭和63年4月12日,〒100-0001,"東京都千代田区千代田1-1, 3階",VIP
A-0013,山田 太郎,,,,,,,
`

test('members come in with what is known of them, as given and as it is compared', async () => {
  const report = await bring(file)
  expect(report).toMatchObject({
    written: true,
    encoding: 'utf-8',
    ...{ lines: 2, added: 2, changed: 0, unchanged: 0 },
    ...{ fileProblem: null, problems: [], ignoredColumns: ['備考'] },
  })
  expect((await members()).map(({ memberId }) => memberId)).toEqual(['0012', 'A-0013'])
  expect(await contactsBy('0012')).toEqual({
    name: ['髙橋 﨑子', '髙橋﨑子'],
    kana: ['タカハシ サキコ', 'タカハシサキコ'],
    email: ['Sakiko@Example.JP', 'sakiko@example.jp'],
    phone: ['０９０－１２３４－５６７８', '+819012345678'],
    birthday: ['昭和63年4月12日', '1988-04-12'],
    postcode: ['〒100-0001', '1000001'],
    address: ['東京都千代田区千代田1-1, 3階', '東京都千代田区千代田1-1,3階'],
  })
  expect(await world.db.orm.select().from(memberImports)).toMatchObject([{ fileName: '会員.csv', added: 2 }])
})

test('a file as Japanese Excel saves it (Shift_JIS) and one with a byte order mark are read too', async () => {
  // 会員番号,氏名 / 7,愛子 in Shift_JIS, byte by byte, so that no encoder of ours is trusted.
  const shiftJis = Uint8Array.from(
    '89ef 88f5 94d4 8d86 2c 8e81 96bc 0d0a 372c 88a4 8e71 0d0a'.replaceAll(' ', '').match(/../g)!,
    (hex) => Number.parseInt(hex, 16),
  )
  expect(await bring(shiftJis)).toMatchObject({ encoding: 'shift_jis', added: 1 })
  expect(await contactsBy('7')).toMatchObject({ name: ['愛子', '愛子'] })
  expect(await bring('\ufeffmember_id,name\r\n8,ベン\r\n')).toMatchObject({ encoding: 'utf-8', added: 1 })
})

test('a dry run tells everything and writes nothing', async () => {
  expect(await bring(file, true)).toMatchObject({ dry: true, written: false, added: 2 })
  expect(await members()).toEqual([])
  expect(await world.db.orm.select().from(memberImports)).toEqual([])
})

test('the same file again changes nothing, and one that differs changes only what differs; empty cells take nothing away', async () => {
  await bring('member_id,name,email,pin\n1,愛子,a@example.jp,2468\n2,ベン,b@example.jp,1357\n')
  const before = await world.db.orm.select().from(memberCredentials)
  expect(await bring('member_id,name,email,pin\n1,愛子,a@example.jp,2468\n2,ベン,b@example.jp,1357\n')).toMatchObject({
    ...{ added: 0, changed: 0, unchanged: 2 },
  })
  expect(await world.db.orm.select().from(memberCredentials)).toEqual(before)
  world.pass(1000)
  expect(await bring('member_id,name,email\n1,,new@example.jp\n２,ベン,\n3,新人,\n')).toMatchObject({
    ...{ added: 1, changed: 1, unchanged: 1 },
  })
  expect(await contactsBy('1')).toEqual({
    name: ['愛子', '愛子'],
    email: ['new@example.jp', 'new@example.jp'],
  })
})

test('nothing half done: one bad line keeps the whole file out, and each is told by line and column', async () => {
  const report = await bring(
    [
      'member_id,name,email,phone,birthday,postcode,pin,pin_hash',
      '1,よい,ok@example.jp,03-1234-5678,1990-01-01,1000001,2468,',
      ',番号なし,,,,,,',
      '２,,not an address,,,,,',
      '3,,,12,,,,',
      '4,,,,1990-13-45,,,',
      '5,,,,,123,,',
      '6,,,,,,42,',
      '7,,,,,,,plain text',
      '0-0-1,,,,,,,',
      '１,,,,,,,',
      '8,,,,,,,,extra',
      `9,${'長'.repeat(501)},,,,,,`,
    ].join('\n'),
  )
  expect(report).toMatchObject({ written: false, added: 0, problemCount: 10 })
  expect(report.problems).toEqual([
    { line: 3, column: 'member_id', code: 'member_id_missing' },
    { line: 4, column: 'email', code: 'not_an_email' },
    { line: 5, column: 'phone', code: 'not_a_phone' },
    { line: 6, column: 'birthday', code: 'not_a_birthday' },
    { line: 7, column: 'postcode', code: 'not_a_postcode' },
    { line: 8, column: 'pin', code: 'pin_length' },
    { line: 9, column: 'pin_hash', code: 'not_a_hash' },
    { line: 11, column: 'member_id', code: 'member_id_twice' },
    { line: 12, column: null, code: 'too_many_cells' },
    { line: 13, column: 'name', code: 'too_long' },
  ])
  expect(await members()).toEqual([])
  expect(await world.db.orm.select().from(customerContacts)).toEqual([])
})

test('A64: what is too large, of no known encoding, or ambiguous is refused as a whole, within bounds', async () => {
  const problem = async (given: string | Uint8Array) => (await bring(given)).fileProblem
  expect(await problem(new Uint8Array(21 * 1024 * 1024))).toBe('too_large')
  expect(await problem('name\n愛子\n')).toBe('no_member_id_column')
  expect(await problem('member_id,会員番号\n1,2\n')).toBe('column_twice')
  expect(await problem(`member_id${',x'.repeat(1_000_000)}\n1\n`)).toBe('too_many_columns')
  expect(await problem(`member_id\n${Array.from({ length: 200_001 }, (_, at) => at).join('\n')}`)).toBe(
    'too_many_lines',
  )
  expect(await problem('')).toBe('no_member_id_column')
  expect(await problem('member_id\n\n\n')).toBe('empty')
  // UTF-16, as a spreadsheet may save it, and a picture.
  expect(await problem(Uint8Array.from([0xff, 0xfe, 0x31, 0, 0x0a, 0]))).toBe('encoding')
  expect(await problem(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xff]))).toBe('encoding')
  expect(await members()).toEqual([])
}, 60_000)

test('A64, A24: formulas, markup and bind-like text come in as the text that they are', async () => {
  const hostile = [
    '=HYPERLINK("http://evil.example","x")',
    "'; drop table customers; --",
    '<img onerror=alert(1)>',
    '{{7*7}}',
  ]
  await bring(writeCsv([['member_id', 'name'], ...hostile.map((name, at) => [String(at + 1), name])]))
  for (const [at, name] of hostile.entries()) expect((await contactsBy(String(at + 1)))['name']![0]).toBe(name)
})

test('a member who registered in LINE becomes known to the company by the import', async () => {
  const { addMember } = await import('../../bot/customers/add-member.ts')
  const { contactStatements } = await import('../../bot/customers/contacts.ts')
  const contacts = [{ kind: 'email' as const, value: 'w@example.jp', normalised: 'w@example.jp' }]
  await world.db.write([
    addMember(world.scope, { memberId: 'W000001' }),
    ...contactStatements(world.scope, { memberId: 'W000001', contacts, source: 'registration' }),
  ])
  expect(await bring('member_id,email\nw-000001,w@example.jp\n')).toMatchObject({ added: 0, changed: 1 })
  expect(await bring('member_id,email\nw-000001,w@example.jp\n')).toMatchObject({ unchanged: 1 })
})

test('M26: tags and attributes come in with members: names that nobody made become tags, and the file is read as people write', async () => {
  const { tagsOf } = await import('../../bot/tags/of-person.ts')
  const { attributesOf } = await import('../../bot/attributes/of-person.ts')
  const define = (key: string, ja: string, type: 'date' | 'yes_no' | 'choices' | 'text', labels: string[] = []) => ({
    ...{ accountId: 'main', key, title: { ja }, folded: ja, type, personal: false, createdAt: 1, updatedAt: 1 },
    options: labels.map((label, at) => ({ key: `o${at}`, label: { ja: label } })),
  })
  await world.db.orm
    .insert(attributeDefinitions)
    .values([
      define('joined', '入会日', 'date'),
      define('mail', 'メルマガ', 'yes_no'),
      define('likes', '好きなもの', 'choices', ['お茶', '花']),
      define('branch', '店舗', 'text'),
    ])
  const csv = `会員番号,タグ,入会日,メルマガ,好きなもの,branch
1,"VIP、 新 宿,ＶＩＰ",令和2年4月1日,○,花・,本店
2,,2024/5/6,いいえ,お茶、花,
`
  expect(await bring(csv)).toMatchObject({
    ...{ written: false, problemCount: 1 },
    problems: [{ line: 2, column: null, attribute: { ja: '好きなもの' }, code: 'not_fitting' }],
  })
  const good = csv.replace('花・', '花')
  expect(await bring(good, true)).toMatchObject({ written: false, newTags: ['ＶＩＰ', '新 宿'] })
  expect(await world.db.orm.select().from(tags)).toEqual([])
  expect(await bring(good)).toMatchObject({ written: true, added: 2, ignoredColumns: [] })
  const of = async (memberId: string) => {
    const [member] = await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId))
    const who = { customerSeq: member!.seq }
    const [held, known] = await Promise.all([tagsOf(world.scope, who), attributesOf(world.scope, who)])
    return [
      held.map(({ name, source }) => `${name} ${source}`),
      Object.fromEntries(known.map(({ key, value, source }) => [key, [value, source].flat()])),
    ]
  }
  const first = { joined: ['2020-04-01', 'import'], mail: ['yes', 'import'], likes: ['o1', 'import'] }
  expect(await of('1')).toEqual([['ＶＩＰ import', '新 宿 import'], { ...first, branch: ['本店', 'import'] }])
  const second = { joined: ['2024-05-06', 'import'], mail: ['no', 'import'], likes: ['o0', 'o1', 'import'] }
  expect(await of('2')).toEqual([[], second])
  world.pass(1_000)
  expect(await bring(good)).toMatchObject({ changed: 0, unchanged: 2, newTags: [] })
  // Empty cells take nothing away; a value that is another one takes its place.
  expect(await bring('会員番号,tags,店舗\n1,vip,支店\n2,新宿,\n')).toMatchObject({ changed: 2, newTags: [] })
  expect(await of('1')).toEqual([['ＶＩＰ import', '新 宿 import'], { ...first, branch: ['支店', 'import'] }])
  expect(await of('2')).toEqual([['新 宿 import'], second])
  const many = Array.from({ length: 499 }, (_, at) => `t${at}`).join('、')
  expect(await bring(`会員番号,タグ\n1,${many}\n`)).toMatchObject({ fileProblem: 'too_many_tags', written: false })
})

test('PINs and hashes that the company brings (bcrypt) let its members log in', async () => {
  const cafe = await openCafe()
  try {
    const { hashSync } = await import('bcryptjs')
    const csv = `member_id,pin_hash,pin\nB-1,${hashSync('correct horse', 4).replace('$2b$', '$2y$')},\nB-2,,００９９\n`
    const imported = await importMembers(cafe.deps, {
      bytes: bytesOf(csv),
      fileName: 'b.csv',
      dry: false,
      by: 'command',
      accountId: 'main',
    })
    expect(imported).toMatchObject({ added: 2 })
    const kept = JSON.stringify(await cafe.db.orm.select().from(memberCredentials))
    expect(kept).not.toMatch(/correct horse|0099/)
    const aiko = await person(cafe, '愛子')
    const ben = await person(cafe, 'ベン')
    expect((await claim(cafe, ben.session, { key: 'B2', secret: '0099' })).answer.status).toBe(200)
    await changeLogin(cafe, { proof: 'password' })
    expect((await claim(cafe, aiko.session, { key: 'B1', secret: 'correct horse ' })).answer.status).toBe(400)
    expect((await claim(cafe, aiko.session, { key: 'B1', secret: 'correct horse' })).answer.status).toBe(200)
    // Two formats by now: whoever claims costs one verification of each, known or not.
    const { isSecretOf } = await import('../../bot/customers/credentials.ts')
    expect(await isSecretOf(cafe.deps, null, 'correct horse')).toBe(false)
  } finally {
    await cafe.close()
  }
})

test('a password comes in exactly as it stands and is typed so; a PIN in any width, with spaces around', async () => {
  const cafe = await openCafe({ proof: 'password' })
  try {
    const secrets = ['Ａbc  def', ' with spaces ', 'ｶﾞ-half', '"quoted", 12']
    const rows = secrets.map((secret, at) => [`P-${at}`, secret])
    const given = { fileName: 'p.csv', dry: false, by: 'command', accountId: 'main' }
    const csv = writeCsv([['member_id', 'パスワード'], ...rows])
    expect(await importMembers(cafe.deps, { ...given, bytes: bytesOf(csv) })).toMatchObject({ added: 4, problems: [] })
    expect(await importMembers(cafe.deps, { ...given, bytes: bytesOf(csv) })).toMatchObject({ unchanged: 4 })
    for (const [at, secret] of secrets.entries()) {
      const { session } = await person(cafe, `会員${at}`)
      const key = `P-${at}`
      expect((await claim(cafe, session, { key, secret: ` ${secret}` })).answer.status).toBe(400)
      expect((await claim(cafe, session, { key, secret: secret.normalize('NFKD') + '.' })).answer.status).toBe(400)
      expect((await claim(cafe, session, { key, secret })).answer.status, secret).toBe(200)
    }
    await importMembers(cafe.deps, { ...given, bytes: bytesOf('member_id,pin\nQ-1,\u3000１２３４ \n') })
    await changeLogin(cafe, { proof: 'pin' })
    const { session } = await person(cafe, '客')
    expect((await claim(cafe, session, { key: 'Q1', secret: ' １２３４\u3000' })).answer.status).toBe(200)
  } finally {
    await cafe.close()
  }
})

test('passwords are hashed slowly however many there are, up to a bound; only one secret a member', async () => {
  const rows = Array.from({ length: 1001 }, (_, at) => `${at},${at < 1000 ? 2468 : ''},${at < 1000 ? '' : 'pass word'}`)
  expect(await bring(['member_id,pin,password', ...rows, '2000,1234,'].join('\n'))).toMatchObject({ added: 1002 })
  const hashes = (await world.db.orm.select().from(memberCredentials)).map(({ hash }) => hash.split('$')[1])
  expect([...new Set(hashes)].toSorted()).toEqual(['1000', '100000'])
  expect(hashes.filter((count) => count === '100000')).toHaveLength(1)
  const many = Array.from({ length: 5001 }, (_, at) => `${at},password ${at}`).join('\n')
  expect(await bring(`member_id,password\n${many}`)).toMatchObject({ fileProblem: 'too_many_passwords' })
  expect(await bring('member_id,pin,password\n1,2468,abc\n2,,abcd\n3,2468,abcd\n')).toMatchObject({
    problems: [
      { line: 2, column: 'password', code: 'password_length' },
      { line: 2, column: 'password', code: 'secret_twice' },
      { line: 4, column: 'password', code: 'secret_twice' },
    ],
  })
}, 30_000)

test('a dry run hashes no secrets, and tells the same as the import', async () => {
  const csv = `member_id,pin\n${Array.from({ length: 50 }, (_, at) => `${at},2468`).join('\n')}\n`
  const real = crypto.subtle.deriveBits.bind(crypto.subtle)
  let derived = 0
  crypto.subtle.deriveBits = (...given: Parameters<typeof real>) => (derived++, real(...given))
  try {
    expect(await bring(csv, true)).toMatchObject({ added: 50, written: false })
    expect(derived).toBe(0)
    await bring(csv)
    expect(await bring(csv, true)).toMatchObject({ added: 0, unchanged: 50 })
    expect(await bring(csv.replaceAll('2468', '1357'), true)).toMatchObject({ changed: 50 })
  } finally {
    crypto.subtle.deriveBits = real
  }
})

test('a format of hashes that another process imported is verified for nobody too, from the next claim on', async () => {
  const { isSecretOf } = await import('../../bot/customers/credentials.ts')
  const { hashSync } = await import('bcryptjs')
  await bring('member_id,pin\n1,2468\n')
  const real = crypto.subtle.deriveBits.bind(crypto.subtle)
  const worksFor = async (seq: number | null) => {
    let derived = 0
    crypto.subtle.deriveBits = (...given: Parameters<typeof real>) => (derived++, real(...given))
    await isSecretOf(world.deps, seq, '0000').finally(() => (crypto.subtle.deriveBits = real))
    return derived
  }
  expect([await worksFor(1), await worksFor(null)]).toEqual([1, 1])
  // The same database by another handle, as another process has it.
  const elsewhere = { ...world.deps, db: { ...world.deps.db } }
  const pins = Array.from({ length: 1001 }, (_, at) => `${at + 10},2468,`)
  const csv = ['member_id,pin,pin_hash', ...pins, `5000,,${hashSync('x', 4)}`].join('\n')
  await importMembers(elsewhere, {
    bytes: bytesOf(csv),
    fileName: 'b.csv',
    dry: false,
    by: 'command',
    accountId: 'main',
  })
  expect([await worksFor(1), await worksFor(2), await worksFor(null)]).toEqual([2, 2, 2])
})

test('A24: the name of a file is shown without what turns the direction of writing, and without its folders', async () => {
  const cafe = await openCafe()
  try {
    const { memberRoutes } = await import('../../bot/customers/routes.ts')
    const { Hono } = await import('hono')
    const app = new Hono()
      .use(async (c, next) => {
        c.set('me' as never, { role: 'owner' } as never)
        c.set('scope' as never, { ...cafe.scope, actor: { staffId: 's1', role: 'owner', ownsAll: true } } as never)
        await next()
      })
      .route('/', memberRoutes)
    const answer = await app.request('/members/import?dry=true', {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent('C:\\x\\会員\u202Egpj\u2066.csv') },
      body: 'member_id\n1\n',
    })
    expect(await answer.json()).toMatchObject({ report: { fileName: '会員gpj.csv' } })
  } finally {
    await cafe.close()
  }
})

test('a hundred thousand members come in by one commit, and the same file again changes nothing', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) =>
    [`C-${at}`, `名前 ${at}`, `c${at}@example.jp`, `0312${String(at).padStart(6, '0')}`, '1990-01-01'].join(','),
  )
  const csv = ['member_id,name,email,phone,birthday', ...rows].join('\n')
  const report = await bring(csv)
  expect(report).toMatchObject({ written: true, added: 100_000 })
  expect(await bring(csv, true)).toMatchObject({ added: 0, changed: 0, unchanged: 100_000 })
}, 180_000)
