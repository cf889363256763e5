import { displayNameBy, nameBy, type PersonName } from './names.ts'
import { dayMs, type MadeFriend, type Making } from './plan.ts'
import { tableIn } from './table.ts'
import { birthdayBy, emailOf, phoneBy } from './values.ts'

/** Members who are tied to a friend, in 100; the others were only imported. */
const tiedShare = 93

/**
 * Friends of an account with their history, in the order in which they came: more of them lately than at first. The
 * first members are tied to friends spread over all of them.
 * @returns every friend, so that the next steps can give them something to do
 */
export function makeFriends(making: Making, accountId: string, many: number, members: MadeMember[]): MadeFriend[] {
  const { db, chance, plan, id } = making
  const customers = tableIn(db, 'customers', ['seq', 'id', 'attributes', 'created_at'])
  const friends = tableIn(db, 'friends', [
    ...['seq', 'id', 'account_id', 'uid', 'customer_seq', 'friendship', 'friendship_at', 'followed_at'],
    ...['unfollowed_at', 'display_name', 'picture_url', 'language', 'profile_fetched_at', 'menu_key', 'menu_reason'],
    ...['created_at', 'last_seen_at'],
  ])
  const changes = tableIn(db, 'friendship_changes', [
    'id',
    'account_id',
    'friend_seq',
    'kind',
    'at',
    'webhook_event_id',
  ])
  const tie = tieWriter(making, accountId)
  const began = plan.now - plan.days * dayMs
  const [firstSeq, firstCustomer] = [nextSeq(making, 'friends'), nextSeq(making, 'customers')]
  const tied = members.filter(() => chance.percent(tiedShare))
  const every = tied.length > 0 ? many / tied.length : Infinity
  const made: MadeFriend[] = []
  let ties = 0
  for (let at = 0; at < many; at++) {
    const followedAt = Math.floor(began + plan.days * dayMs * (at / many) ** 0.8)
    const [seq, ownCustomer] = [firstSeq + at, firstCustomer + at]
    const [friendId, uid] = [id(followedAt), `U${chance.hex(32)}`]
    const member = at >= ties * every ? tied[ties] : undefined
    if (member) ties++
    const left = chance.percent(18) ? between(making, followedAt, plan.now) : null
    const back = left !== null && chance.percent(22) ? between(making, left, plan.now) : null
    const blocked = left !== null && back === null
    const neverFollowed = !member && chance.percent(1)
    const change = (kind: string, when: number) => changes.add(id(when), accountId, seq, kind, when, chance.hex(24))
    if (!neverFollowed) change('followed', followedAt)
    if (left !== null && !neverFollowed) change('blocked', left)
    if (back !== null && !neverFollowed) change('returned', back)
    customers.add(ownCustomer, id(followedAt), '{}', followedAt)
    friends.add(
      ...[seq, friendId, accountId, uid, member?.seq ?? ownCustomer],
      neverFollowed ? 'unknown' : blocked ? 'blocked' : 'following',
      neverFollowed ? null : (back ?? left ?? followedAt),
      neverFollowed ? null : (back ?? followedAt),
      neverFollowed ? null : left,
      displayNameBy(chance, member?.name ?? nameBy(chance)),
      `https://profile.line-scdn.net/${chance.hex(32)}`,
      chance.percent(96) ? 'ja' : 'en',
      followedAt,
      member ? 'member' : null,
      member && chance.percent(0.05) ? 'status_500' : null,
      followedAt,
      left !== null && blocked ? left : between(making, followedAt, plan.now),
    )
    const friend = { seq, id: friendId, uid, followedAt }
    if (member) tie.add(friend, member, ownCustomer)
    made.push(friend)
  }
  for (const table of [customers, friends, changes, tie]) table.flush()
  return made
}

export interface MadeMember {
  seq: number
  memberId: string
  name: PersonName
}

/** Members with what the company knows of them: name, kana, e-mail, phone, birthday. */
export function makeMembers(making: Making): MadeMember[] {
  const { db, chance, plan, id } = making
  const customers = tableIn(db, 'customers', ['seq', 'id', 'member_id', 'attributes', 'created_at'])
  const contacts = tableIn(db, 'customer_contacts', [
    ...['id', 'customer_seq', 'kind', 'value', 'normalised', 'source', 'created_at', 'updated_at'],
  ])
  const at = plan.now - plan.days * dayMs
  const first = nextSeq(making, 'customers')
  const made = Array.from({ length: plan.members }, (_, nth) => {
    const name = nameBy(chance)
    const { family, given } = name
    const [email, phone, birthday] = [emailOf(chance, name), phoneBy(chance), birthdayBy(chance)]
    const member = { seq: first + nth, memberId: `K${String(1_000_000 + nth)}`, name }
    customers.add(member.seq, id(at), member.memberId, '{}', at)
    const contact = (kind: string, value: string, normalised: string) =>
      contacts.add(id(at), member.seq, kind, value, normalised, 'import', at, at)
    contact('name', `${family[0]} ${given[0]}`, `${family[0]}${given[0]}`)
    contact('kana', `${family[1]} ${given[1]}`, `${family[1]}${given[1]}`)
    contact('email', email, email)
    contact('phone', phone, `+81${phone.slice(1)}`)
    contact('birthday', birthday, birthday)
    return member
  })
  for (const table of [customers, contacts]) table.flush()
  return made
}

/** Ties friends to members: the link, the consent to it and what happened. */
function tieWriter({ db, chance, plan, id }: Making, accountId: string) {
  const links = tableIn(db, 'identity_links', [
    ...['id', 'account_id', 'friend_seq', 'uid', 'customer_seq', 'member_id', 'method', 'proof'],
    ...['former_customer_seq', 'linked_at'],
  ])
  const consents = tableIn(db, 'consents', [
    ...['id', 'account_id', 'friend_seq', 'purpose', 'act', 'version', 'text', 'language', 'mouth', 'at'],
  ])
  const events = tableIn(db, 'events', ['id', 'account_id', 'name', 'friend_seq', 'at', 'properties'])
  return {
    add(friend: MadeFriend, member: MadeMember, formerCustomer: number) {
      const at = Math.min(plan.now, friend.followedAt + chance.below(20 * dayMs))
      const method = chance.one(['pin', 'pin', 'email_code', 'birthday_phone', 'registration'])
      links.add(
        ...[id(at), accountId, friend.seq, friend.uid, member.seq, member.memberId, method, 'id_token'],
        ...[formerCustomer, at],
      )
      consents.add(id(at), accountId, friend.seq, 'link', 'given', '2026-11', '会員番号とつなげます', 'ja', 'liff', at)
      events.add(id(at), accountId, 'identity.linked', friend.seq, at, `{"memberId":"${member.memberId}"}`)
    },
    flush() {
      for (const table of [links, consents, events]) table.flush()
    },
  }
}

const between = ({ chance }: Making, from: number, to: number) => Math.floor(from + chance.share() * (to - from))

const nextSeq = ({ db }: Making, table: 'friends' | 'customers') =>
  1 + Number((db.prepare(`select coalesce(max(seq), 0) from ${table}`).raw(true).get([]) as unknown as number[])[0])
