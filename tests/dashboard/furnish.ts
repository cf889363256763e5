import { getTableColumns, is, type Column } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { importMembers } from '../../bot/customers/import-members.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import * as schema from '../../db/schema/index.ts'
import { comes } from '../forms/person.ts'
import { noon, ownPage, visit, type World } from './world.ts'

/** What names or describes one person, in each way in which the world keeps it. Whoever sees no personal data never reads one of them. */
export const canaries = {
  displayName: '金糸雀ハナコ',
  memberName: '鶸田 かな子',
  memberNumber: 'CANARY-77001',
  claimedNumber: 'CANARY-77002',
  email: 'canary.hanako@example.jp',
  phone: '09012349876',
  postcode: '6048571',
  street: '目白町の籠の鳥',
  family: '鶯谷',
  given: 'うた江',
  answered: 'このひとことは個人情報です',
  answeredEmail: 'uguisu@example.jp',
  answeredPhone: '08098761234',
  fileName: 'uguisu-card',
  said: '名乗るほどの者ではありませんが文鳥です',
  note: 'メモに書いた内緒の話',
  known: 'かなりやちゃん',
  importName: 'kanaria-meibo',
} as const

const text = (ja: string) => ({ ja, en: ja })
const asked = (key: string) => ({ key, title: text(key), required: false })

/** A form whose every answer names somebody, or may, but for one. */
const personalForm: FormDefinition = {
  title: text('ご登録'),
  thanks: text('ありがとうございました'),
  questions: [
    { kind: 'yes_no', ...asked('agreed') },
    { kind: 'name', ...asked('full_name') },
    { kind: 'email', ...asked('mail') },
    { kind: 'phone', ...asked('phone') },
    // Nobody marked it: what people write in their own words is masked all the same.
    { kind: 'long_text', ...asked('word') },
    { kind: 'file', ...asked('card'), accept: 'photo_or_pdf' },
  ],
}

/** Who is in the world, by the ids that addresses name them by. */
export interface Furnished {
  /** Ids of everything that belongs to account `main`, whatever it is. */
  ids: string[]
  friend: string
  submission: string
}

/**
 * Fills account `main` by the product's own ways with one person, whose data are the canaries; then every table of an account
 * that is still empty gets a row, so that every route has something to find.
 */
export async function furnish(world: World): Promise<Furnished> {
  const { whole, deps } = world
  await publishForm(whole.scope, { key: 'canary', definition: personalForm, settings: {} })
  const person = await comes(whole, canaries.displayName)
  await whole.simulator.follow(person.uid, 'main')
  await whole.rest()
  const submission = (await person.open('canary')).body.submission!.id
  const file = await giveFile(person, submission)
  const given = {
    agreed: 'yes',
    full_name: { family: canaries.family, given: canaries.given },
    mail: canaries.answeredEmail,
    phone: canaries.answeredPhone,
    word: canaries.answered,
    ...(file && { card: [file] }),
  }
  for (const [key, value] of Object.entries(given)) {
    const { status, body } = await person.save(submission, key, value)
    if (status !== 200) throw new Error(`${key} was not taken: ${JSON.stringify(body)}`)
  }
  if ((await person.send(submission)).status !== 200) throw new Error('The canary form was not sent')
  await person.says(canaries.said)
  await importCanary(world)
  const [friend] = (await deps.db.orm.select().from(schema.friends)).filter(({ uid }) => uid === person.uid)
  if (!friend) throw new Error('Nobody came')
  await linkCanary(world, friend.id)
  await fillEmptyTables(world, { friend, submission })
  return { ids: await idsOfMain(world), friend: friend.id, submission }
}

async function giveFile(person: Awaited<ReturnType<typeof comes>>, submission: string): Promise<string | undefined> {
  const answer = await person.upload(`/submissions/${submission}/files/card`, {
    bytes: new TextEncoder().encode('%PDF-1.4\n%canary\n%%EOF'),
    name: `${canaries.fileName}.pdf`,
  })
  return answer.id
}

async function importCanary({ deps }: World) {
  const lines = [
    'member_id,name,email,phone,postcode,address',
    `${canaries.memberNumber},${canaries.memberName},${canaries.email},${canaries.phone},${canaries.postcode},${canaries.street}`,
    `${canaries.claimedNumber},,,,,`,
  ]
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const report = await importMembers(deps, {
    bytes,
    fileName: `${canaries.importName}.csv`,
    dry: false,
    by: 'command',
    accountId: 'main',
  })
  if (!report.written) throw new Error(`The canary was not imported: ${JSON.stringify(report)}`)
}

async function linkCanary({ app, signIn }: World, friendId: string) {
  const answer = await app.request(`/accounts/main/friends/${friendId}/linking`, {
    method: 'POST',
    headers: { ...ownPage, cookie: await signIn('sato') },
    body: JSON.stringify({ memberId: canaries.memberNumber }),
  })
  if (answer.status !== 200) throw new Error(`The canary was not linked: ${await answer.text()}`)
}

type FriendRow = typeof schema.friends.$inferSelect
interface Owner {
  friend: FriendRow
  submission: string
}

/** What stands in a row so that a route shows it: what went wrong, what is open, what nobody may read. */
const telling: Record<string, Record<string, unknown>> = {
  webhook_events: { state: 'failed', payload: JSON.stringify({ text: canaries.said }), reason: 'failed' },
  deliveries: { state: 'failed', reason: 'refused' },
  jobs: { state: 'failed', payload: { text: canaries.said } },
  mails: { state: 'failed' },
  link_conflicts: { state: 'open', memberId: canaries.claimedNumber },
  notes: { body: canaries.note },
  tags: { name: 'お得意さま' },
  attribute_definitions: { key: 'nickname', type: 'text', personal: true, options: [], title: text('呼び名') },
  attribute_values: { key: 'nickname', valueText: canaries.known, source: 'staff' },
  form_drafts: {
    draft: {
      definition: visit,
      settings: plainSettings,
      rules: [],
    },
  },
  webhook_endpoints: { url: 'https://ledger.example.com/', events: [], forms: [] },
  api_keys: { scopes: [], networks: [] },
  talk_messages: { text: canaries.said },
  staff_invitations: { email: 'invited@example.com', expiresAt: noon + 864e5 },
}

/** Rows for tables that nothing has written to yet, made up from their columns. */
async function fillEmptyTables({ deps }: World, owner: Owner) {
  for (const table of accountTables().toSorted((one, other) => depthOf(one) - depthOf(other))) {
    const rows = await deps.db.orm.select().from(table)
    if (rows.some((row) => (row as Row)['accountId'] === 'main')) continue
    const columns = Object.entries(getTableColumns(table))
    const made = columns.map(([key, column]) => [key, valueFor(table, key, column, owner)] as const)
    const row = Object.fromEntries(made.filter(([, value]) => value !== undefined))
    await deps.db.orm.insert(table).values({ ...row, ...telling[getTableConfig(table).name] })
  }
}

/** How many tables have to be filled before this one. */
const depthOf = (table: SQLiteTable): number =>
  Math.max(0, ...getTableConfig(table).foreignKeys.map((key) => 1 + depthOf(key.reference().foreignTable)))

type Row = Record<string, unknown>

export const accountTables = (): SQLiteTable[] =>
  Object.values(schema)
    .filter((one): one is SQLiteTable & typeof one => is(one, SQLiteTable))
    .filter((table) => 'accountId' in getTableColumns(table) && getTableConfig(table).name !== 'staff_credentials')

function valueFor(table: SQLiteTable, key: string, column: Column, { friend, submission }: Owner): unknown {
  const known: Row = {
    ...{ accountId: 'main', uid: friend.uid, version: 1, formId: 'form-main', submissionId: submission },
    ...{ friendSeq: friend.seq, heldByFriendSeq: friend.seq, customerSeq: friend.customerSeq },
    ...{ formerCustomerSeq: friend.customerSeq, memberId: canaries.memberNumber },
    ...{ tagId: 'made-tags-id', slotId: 'made-slots-id' },
    ...{ endpointId: 'made-webhook_endpoints-id', callId: 'made-webhook_calls-id' },
  }
  if (key in known) return known[key]
  if (column.primary && column.dataType === 'number') return undefined
  if (column.enumValues && column.enumValues.length > 0) return column.enumValues[0]
  if (!column.notNull || column.hasDefault) return undefined
  if (column.dataType === 'json') return {}
  if (column.dataType === 'boolean') return false
  if (column.dataType === 'date') return new Date(noon)
  if (column.dataType === 'number') return noon
  return `made-${getTableConfig(table).name}-${key}`
}

/** The ids under which anything of account `main` could be asked for. */
async function idsOfMain({ deps }: World): Promise<string[]> {
  const found = new Set<string>(['form-main', 'visit', 'canary', 'nickname'])
  for (const table of accountTables()) {
    for (const row of (await deps.db.orm.select().from(table)) as Row[]) {
      if (row['accountId'] === 'main' && typeof row['id'] === 'string') found.add(row['id'])
    }
  }
  // Somebody who works in main alone.
  const grants = await deps.db.orm.select().from(schema.staffGrants)
  for (const { accountId, staffId } of grants) if (accountId === 'main') found.add(staffId)
  return [...found]
}

/** Everything that the database holds, to compare before with after; what moves by itself is left out. */
export async function everything({ deps }: World): Promise<Record<string, string>> {
  const moving = new Set(['staff_sessions', 'attempt_counts'])
  const tables = Object.values(schema).filter((one): one is SQLiteTable & typeof one => is(one, SQLiteTable))
  const held: Record<string, string> = {}
  for (const table of tables) {
    const { name } = getTableConfig(table)
    if (!moving.has(name)) held[name] = JSON.stringify(await deps.db.orm.select().from(table))
  }
  return held
}
