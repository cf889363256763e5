import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import {
  answers,
  customers,
  formVersions,
  forms,
  friends,
  friendshipChanges,
  submissions,
} from '../../db/schema/index.ts'
import type { Answers, FormDefinition, Mouth } from '../forms/contract.ts'
import { countFinished } from '../forms/count-answers.ts'
import { columnsOf } from '../forms/draft.ts'
import { questionByKey, reachedAfter } from '../forms/flow.ts'
import { keepMissingWords } from '../forms/keep-missing-words.ts'
import { giveNumber } from '../forms/next-number.ts'
import { indexFriend } from '../friends/search-index.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'

const hourMs = 60 * 60_000

interface Person {
  name: string
  /** Hours before the demo was loaded. */
  followedAgo: number
  blockedAgo?: number
  submissions: { form: string; ago: number; mouth: Mouth; answers: Answers; draft?: true }[]
}

const visited = (ago: number, answered: Answers, draft?: true) => ({
  form: 'visit',
  ago,
  mouth: 'chat' as const,
  answers: answered,
  ...(draft ? { draft } : {}),
})
const judged = (ago: number, answered: Answers) => ({
  form: 'satisfaction',
  ago,
  mouth: 'liff' as const,
  answers: answered,
})

/** Regulars of the demo's cafe, so that the dashboard has something to show before anybody has answered. */
const people: Person[] = [
  {
    name: '佐藤 美咲',
    followedAgo: 620,
    submissions: [
      visited(26, {
        company: 'friends',
        satisfaction: 5,
        liked: ['coffee', 'sweets'],
        next_visit: null,
        comment: '季節のタルトがとてもおいしかったです。',
      }),
    ],
  },
  {
    name: '鈴木 大輔',
    followedAgo: 580,
    submissions: [
      visited(50, { company: 'work', satisfaction: 4, liked: ['place'], next_visit: null, comment: null }),
      judged(20, {
        overall: 4,
        how_found: 'walk',
        wishes: ['night'],
        visits_per_month: 6,
        nickname: null,
        recommend: 8,
        may_quote: null,
      }),
    ],
  },
  {
    name: '高橋 さくら',
    followedAgo: 500,
    submissions: [
      judged(71, {
        overall: 5,
        how_found: 'social',
        wishes: ['new_sweets', 'workshop'],
        visits_per_month: 4,
        nickname: 'さくら',
        recommend: 10,
        may_quote: 'yes',
      }),
    ],
  },
  {
    name: '田中 健太',
    followedAgo: 430,
    submissions: [
      visited(9, {
        company: 'family',
        children: 2,
        satisfaction: 3,
        liked: ['staff'],
        next_visit: null,
        comment: '子ども用の椅子があるとうれしいです。',
      }),
    ],
  },
  {
    name: '伊藤 結衣',
    followedAgo: 390,
    blockedAgo: 120,
    submissions: [
      judged(200, {
        overall: 2,
        what_went_wrong: '混んでいて注文まで時間がかかりました。',
        how_found: 'search',
        wishes: null,
        visits_per_month: 1,
        nickname: null,
      }),
    ],
  },
  { name: '渡辺 翔', followedAgo: 300, submissions: [visited(5, { company: 'alone', satisfaction: 5 }, true)] },
  {
    name: '山本 陽子',
    followedAgo: 260,
    submissions: [
      visited(100, {
        company: 'family',
        children: 1,
        satisfaction: 5,
        liked: ['sweets', 'staff', 'place'],
        next_visit: null,
        comment: 'また家族で来ます。',
      }),
    ],
  },
  {
    name: '中村 蓮',
    followedAgo: 210,
    submissions: [
      {
        form: 'seminar',
        ago: 3,
        mouth: 'liff',
        draft: true,
        answers: {
          session: 'afternoon',
          name: { family: '中村', given: '蓮', familyKana: 'ナカムラ', givenKana: 'レン' },
          email: { given: 'ren.nakamura@example.com', email: 'ren.nakamura@example.com' },
        },
      },
    ],
  },
  {
    name: '小林 真由',
    followedAgo: 160,
    submissions: [
      judged(31, {
        overall: 4,
        how_found: 'word_of_mouth',
        wishes: ['beans'],
        visits_per_month: 3,
        nickname: 'まゆ',
        recommend: 9,
        may_quote: 'no',
      }),
    ],
  },
  {
    name: '加藤 拓海',
    followedAgo: 90,
    submissions: [visited(80, { company: 'friends', satisfaction: 4, liked: null, next_visit: null, comment: null })],
  },
  {
    name: 'Emma Wilson',
    followedAgo: 60,
    submissions: [
      visited(58, {
        company: 'alone',
        satisfaction: 5,
        liked: ['coffee', 'place'],
        next_visit: null,
        comment: 'Lovely and quiet. Thank you!',
      }),
    ],
  },
  { name: '吉田 花', followedAgo: 12, submissions: [] },
]

const uidOf = async ({ name }: Person) => `U${(await sha256Hex(`musubi demo ${name}`)).slice(0, 32)}`

/** The UIDs of the demo's people; LINE knows none of them. */
export const demoUids = (): Promise<string[]> => Promise.all(people.map(uidOf))

/** Puts the demo's people with their history into an account. Only for a new database. */
export async function loadDemoPeople(scope: Scope): Promise<void> {
  const known = await scope.db.orm
    .select({ id: forms.id, key: forms.key, version: forms.version, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, sql`${formVersions.formId} = ${forms.id} and ${formVersions.version} = ${forms.version}`)
    .where(sql`${forms.accountId} = ${scope.account.id}`)
  const formOf = new Map(known.map((form) => [form.key, form]))
  const statements: Statement[] = []
  for (const person of people) statements.push(...(await personStatements(scope, person, formOf)))
  await scope.db.write(statements)
  await keepMissingWords(scope)
}

type Forms = Map<string, { id: string; version: number; definition: FormDefinition }>

async function personStatements(scope: Scope, person: Person, formOf: Forms): Promise<Statement[]> {
  const now = scope.clock()
  const at = (hoursAgo: number) => now - hoursAgo * hourMs
  const accountId = scope.account.id
  const uid = await uidOf(person)
  const customerId = scope.ids()
  const friendSeq = sql`(select ${friends.seq} from ${friends} where ${friends.accountId} = ${accountId} and ${friends.uid} = ${uid})`
  const change = (kind: 'followed' | 'blocked', hoursAgo: number) =>
    statement(
      build.insert(friendshipChanges).values({
        id: scope.ids(),
        accountId,
        friendSeq,
        kind,
        at: at(hoursAgo),
        webhookEventId: `demo-${kind}-${uid}`,
      }),
    )
  const { blockedAgo, followedAgo } = person
  const lastSeen = Math.min(followedAgo, blockedAgo ?? followedAgo, ...person.submissions.map(({ ago }) => ago))
  return [
    statement(build.insert(customers).values({ id: customerId, attributes: {}, createdAt: at(followedAgo) })),
    statement(
      build.insert(friends).values({
        id: scope.ids(),
        accountId,
        uid,
        customerSeq: sql`(select ${customers.seq} from ${customers} where ${customers.id} = ${customerId})`,
        friendship: blockedAgo === undefined ? 'following' : 'blocked',
        friendshipAt: at(blockedAgo ?? followedAgo),
        followedAt: at(followedAgo),
        unfollowedAt: blockedAgo === undefined ? null : at(blockedAgo),
        displayName: person.name,
        language: /^[A-Z]/.test(person.name) ? 'en' : 'ja',
        // Not asked of LINE, which does not know them.
        profileFetchedAt: now,
        createdAt: at(followedAgo),
        lastSeenAt: at(lastSeen),
      }),
    ),
    indexFriend(accountId, uid, person.name),
    change('followed', followedAgo),
    ...(blockedAgo === undefined ? [] : [change('blocked', blockedAgo)]),
    ...person.submissions.flatMap((given) =>
      submissionStatements(scope, { uid, friendSeq, given, form: formOf.get(given.form)!, at: at(given.ago) }),
    ),
  ]
}

function submissionStatements(
  scope: Scope,
  {
    uid,
    friendSeq,
    given,
    form,
    at,
  }: {
    uid: string
    friendSeq: ReturnType<typeof sql>
    given: Person['submissions'][number]
    form: { id: string; version: number; definition: FormDefinition }
    at: number
  },
): Statement[] {
  const id = scope.ids()
  const accountId = scope.account.id
  const finished = !given.draft
  const rows = Object.entries(given.answers).flatMap(([key, value]) => {
    const question = questionByKey(form.definition, key)
    return question && value !== null
      ? [
          {
            submissionId: id,
            questionKey: key,
            accountId,
            formId: form.id,
            uid,
            ...columnsOf(question, value),
            answeredIn: given.mouth,
            answeredAt: at,
          },
        ]
      : []
  })
  return [
    ...(finished ? [giveNumber(form.id, null)] : []),
    statement(
      build.insert(submissions).values({
        id,
        accountId,
        formId: form.id,
        version: form.version,
        friendSeq,
        uid,
        state: finished ? 'finished' : 'draft',
        revision: rows.length,
        skipped: Object.keys(given.answers).filter((key) => given.answers[key] === null),
        number: finished ? sql`(select last_number from forms where id = ${form.id})` : null,
        beganIn: given.mouth,
        finishedIn: finished ? given.mouth : null,
        proof: given.mouth === 'chat' ? 'webhook_signature' : 'id_token',
        review: 'new',
        reachedKey: finished ? '' : reachedAfter(form.definition, given.answers),
        startedAt: at - 90_000,
        updatedAt: at,
        finishedAt: finished ? at : null,
      }),
    ),
    statement(build.insert(answers).values(rows)),
    ...(finished ? [countFinished(id, form.definition)] : []),
  ]
}
