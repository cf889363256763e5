import { foldedTitle } from '../../../bot/attributes/contract.ts'
import { foldedName } from '../../../bot/tags/contract.ts'
import { dayMs, type MadeFriend, type Making } from './plan.ts'
import { tableIn } from './table.ts'

const tagNames = [
  ...['常連', '新規', 'ランチ', 'テイクアウト', '豆を購入', 'セミナー参加', 'アンケート回答', '要フォロー'],
  ...['誕生月', 'ご家族連れ', '法人', '紹介', '休眠', '雑誌を見て', 'SNSから', 'イベント2025', 'イベント2026'],
]
const areas = ['tokyo', 'kanagawa', 'saitama', 'chiba', 'other']
const beans = ['light', 'medium', 'dark']

/** Tags on a third of the friends, some taken again, and fields that a quarter declared, some of them more than once. */
export function makeKnown({ db, chance, plan, id, staffId }: Making, friends: MadeFriend[]): void {
  const at = plan.now - plan.days * dayMs
  const tags = tableIn(db, 'tags', ['id', 'account_id', 'name', 'folded', 'created_at'])
  const made = tagNames.map((name) => {
    const tag = id(at)
    tags.add(tag, 'main', name, foldedName(name), at)
    return tag
  })
  const definitions = tableIn(db, 'attribute_definitions', [
    ...['account_id', 'key', 'title', 'folded', 'type', 'options', 'personal', 'created_at', 'updated_at'],
  ])
  const define = (key: string, ja: string, type: string, options: string[] = []) => {
    const said = JSON.stringify(options.map((one) => ({ key: one, label: { ja: one } })))
    definitions.add('main', key, JSON.stringify({ ja }), foldedTitle({ ja }), type, said, 0, at, at)
  }
  define('area', 'お住まいの地域', 'choice', areas)
  define('beans', '豆の好み', 'choice', beans)
  define('visits', '来店回数', 'number')
  const tagged = tableIn(db, 'customer_tags', [
    ...['id', 'account_id', 'tag_id', 'friend_seq', 'source', 'staff_id', 'at', 'ended_at'],
  ])
  const values = tableIn(db, 'attribute_values', [
    ...['id', 'account_id', 'key', 'friend_seq', 'value_text', 'value_number', 'source', 'at', 'ended_at'],
  ])
  for (const { seq, followedAt } of friends) {
    const later = (from: number) => Math.floor(from + chance.share() * (plan.now - from))
    // The first tags are on many, the last on few, as tags are.
    const from = chance.percent(33) ? Math.floor(chance.share() ** 3 * made.length) : made.length
    for (const tag of made.slice(from, from + 1 + chance.below(3))) {
      const [given, byStaff] = [later(followedAt), chance.percent(40)]
      const ended = chance.percent(8) ? later(given) : null
      tagged.add(id(given), 'main', tag, seq, byStaff ? 'staff' : 'rule', byStaff ? staffId : null, given, ended)
    }
    if (!chance.percent(25)) continue
    const say = (key: string, text: string | null, number: number | null, given: number, ended: number | null = null) =>
      values.add(id(given), 'main', key, seq, text, number, 'declared', given, ended)
    const first = later(followedAt)
    const moved = chance.percent(10) ? later(first) : null
    say('area', chance.one(areas), null, first, moved)
    if (moved !== null) say('area', chance.one(areas), null, moved)
    if (chance.percent(50)) say('beans', chance.one(beans), null, later(followedAt))
    if (chance.percent(50)) say('visits', null, 1 + chance.below(60), later(followedAt))
  }
  for (const table of [tags, definitions, tagged, values]) table.flush()
}
