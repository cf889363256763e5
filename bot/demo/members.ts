import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { accounts, auditEntries } from '../../db/schema/index.ts'
import { demoMembersRemoved, memberLoginChanged } from '../accounts/deeds.ts'
import { storeContacts, type Contact } from '../customers/contacts.ts'
import { storeHashes } from '../customers/credentials.ts'
import { demoMemberIds, markDemoMembers } from '../customers/demo-members.ts'
import { addMembers, membersByKeys } from '../customers/find-member.ts'
import { normaliseContact } from '../customers/normalise.ts'
import { hashSecret } from '../customers/secret.ts'
import type { MemberLogin } from '../identity-links/contract.ts'
import { todayInJapan } from '../forms/check.ts'
import type { Scope } from '../scope.ts'

const demoPin = '2468'

/** Name, how it is read, birthday; the first one is member M0001. */
const people = [
  ['佐藤 愛子', 'さとう あいこ', '1988-04-12'],
  ['鈴木 健太', 'すずき けんた', '1975-11-03'],
  ['高橋 美咲', 'たかはし みさき', '1996-02-29'],
  ['田中 誠', 'たなか まこと', '1962-07-21'],
  ['伊藤 陽菜', 'いとう ひな', '2001-01-09'],
  ['渡邉 大輔', 'わたなべ だいすけ', '1983-09-30'],
  ['山本 さくら', 'やまもと さくら', '1991-03-27'],
  ['中村 翔', 'なかむら しょう', '1999-12-24'],
  ['小林 由美子', 'こばやし ゆみこ', '1958-05-15'],
  ['加藤 蓮', 'かとう れん', '2004-08-08'],
  ['吉田 香織', 'よしだ かおり', '1979-06-18'],
  ['山田 太郎', 'やまだ たろう', '1970-10-10'],
  ['髙木 奈々', 'たかぎ なな', '1994-07-07'],
  ['山口 隆', 'やまぐち たかし', '1949-02-11'],
  ['松本 結衣', 'まつもと ゆい', '1998-04-04'],
  ['井上 亮', 'いのうえ りょう', '1986-12-01'],
  ['木村 千尋', 'きむら ちひろ', '1990-09-09'],
  ['林 修平', 'はやし しゅうへい', '1981-03-14'],
  ['清水 真央', 'しみず まお', '2002-05-05'],
  ['マリア サントス', 'まりあ さんとす', '1993-11-22'],
] as const

export const demoMemberLogin: MemberLogin = {
  key: 'member_id',
  keyLabel: { ja: '会員番号', en: 'Member number' },
  keyHint: { ja: '会員カードの表にあります（例：M0001）', en: 'On the front of your member card (such as M0001)' },
  proof: 'pin',
  benefits: [
    { ja: '会員の方へのお知らせが届きます', en: 'News for members reaches you' },
    { ja: 'お申し込みのときに、会員番号を入力しなくてすみます', en: 'You need not type your member number to sign up' },
    { ja: '会員専用のメニューが使えます', en: 'You get the menu for members' },
  ],
  shared: [
    { ja: 'LINEの表示名とプロフィール画像', en: 'Your LINE name and picture' },
    { ja: 'このLINEアカウントと会員番号のつながり', en: 'That this LINE account and the member number are one person' },
  ],
  consentVersion: '2026-11',
}

/**
 * Puts the demo's members M0001 to M0020 (PIN 2468) and its member login into an account. What is there already stays
 * as it is, so that a start costs nothing; and what staff removed or switched off is not brought back.
 */
export async function loadDemoMembers(scope: Scope): Promise<void> {
  const members = people.map(([name, kana, birthday], at) => {
    const memberId = demoMemberIds[at] ?? ''
    const phone = `090-0000-${memberId.slice(1)}`
    const contacts = { name, kana, birthday, phone, email: `${memberId.toLowerCase()}@example.jp` }
    return { memberId, contacts }
  })
  const known = await membersByKeys(scope, demoMemberIds)
  const [[removed], [loginSet]] = await Promise.all([
    deedsOf(scope, eq(auditEntries.action, demoMembersRemoved)),
    deedsOf(scope, and(eq(auditEntries.action, memberLoginChanged), eq(auditEntries.accountId, scope.account.id))),
  ])
  const login = build
    .update(accounts)
    .set({ memberLogin: demoMemberLogin, updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), isNull(accounts.memberLogin)))
  const added = known.size > 0 || removed ? [] : await memberStatements(scope, members)
  try {
    await scope.db.write([...(loginSet ? [] : [statement(login)]), ...added])
  } catch (error) {
    // Another process that starts at the same moment has put them there.
    if (!isGuardFailure(error)) throw error
  }
  scope.accountCache.delete(scope.account.id)
}

/** Members belong to the workspace, the member login to the account. */
const deedsOf = ({ db }: Scope, which: SQL | undefined) =>
  db.orm.select({ id: auditEntries.id }).from(auditEntries).where(which).limit(1)

async function memberStatements(
  scope: Scope,
  members: { memberId: string; contacts: Partial<Record<Contact['kind'], string>> }[],
): Promise<Statement[]> {
  const today = todayInJapan(scope.clock())
  const contacts = members.flatMap(({ memberId, contacts: known }) =>
    Object.entries(known).flatMap(([kind, value]) => {
      const contact = normaliseContact(kind as Contact['kind'], value, today)
      return contact ? [{ memberId, contact }] : []
    }),
  )
  // One hash for all of them: everybody may know the PIN, and a start must not wait for twenty.
  const hash = await hashSecret(scope, demoPin)
  return [
    addMembers(scope, members),
    markDemoMembers(),
    ...storeContacts(scope, contacts, 'import'),
    storeHashes(
      scope,
      members.map(({ memberId }) => ({ memberId, hash })),
    ),
  ]
}
