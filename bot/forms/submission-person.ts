import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { consents, customerContacts, customers, friends, identityLinks, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { shown } from '../staff/masking.ts'
import { definitionsOf } from './submission-rows.ts'

const earlierMax = 10

/** A submission, of which form and of whom. */
interface Which {
  id: string
  formId: string
  friendSeq: number
}

/** Who stands beside a submission: the member, what was agreed to, and what the person has sent besides. */
export async function personBeside(scope: StaffScope, { id, formId, friendSeq }: Which) {
  const [member, agreed, others] = await Promise.all([
    memberOf(scope, friendSeq),
    consentsOf(scope, friendSeq),
    othersOf(scope, { id, formId, friendSeq }),
  ])
  return { member, consents: agreed, others }
}

/** The member that the friend is tied to, by number and name; null when there is none. */
async function memberOf(scope: StaffScope, friendSeq: number) {
  const [member] = await scope.db.reports
    .select({
      memberId: identityLinks.memberId,
      linkedAt: identityLinks.linkedAt,
      name: customerContacts.value,
    })
    .from(identityLinks)
    .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .leftJoin(customerContacts, and(eq(customerContacts.customerSeq, customers.seq), eq(customerContacts.kind, 'name')))
    .where(
      and(
        belongsTo(identityLinks.accountId, scope.account.id),
        eq(identityLinks.friendSeq, friendSeq),
        isNull(identityLinks.endedAt),
      ),
    )
  return member ? { ...member, memberId: shown(scope, member.memberId), name: shown(scope, member.name) } : null
}

/** What the person agreed to and has not withdrawn, the newest of each purpose. */
async function consentsOf({ db, account }: StaffScope, friendSeq: number) {
  const { purpose, act, version, text, at } = consents
  const rows = await db.reports
    .select({ purpose, act, version, text, at })
    .from(consents)
    .where(and(belongsTo(consents.accountId, account.id), eq(consents.friendSeq, friendSeq)))
    .orderBy(desc(consents.at), desc(consents.id))
  return rows.filter((row, at) => rows.findIndex((other) => other.purpose === row.purpose) === at)
}

/** What else the person has sent, newest first: a second application is seen at once. */
async function othersOf(scope: StaffScope, { id, formId, friendSeq }: Which) {
  const rows = await scope.db.reports
    .select({
      id: submissions.id,
      formId: submissions.formId,
      version: submissions.version,
      state: submissions.state,
      review: submissions.review,
      number: submissions.number,
      at: submissions.startedAt,
    })
    .from(submissions)
    .where(
      and(
        belongsTo(submissions.accountId, scope.account.id),
        eq(submissions.friendSeq, friendSeq),
        inArray(submissions.state, ['finished', 'draft']),
        ne(submissions.id, id),
      ),
    )
    .orderBy(desc(submissions.startedAt), desc(submissions.id))
    .limit(earlierMax)
  const definitions = await definitionsOf(scope, rows)
  return rows.map(({ formId: of, version, ...row }) => ({
    ...row,
    title: definitions.get(`${of} ${version}`)?.title ?? { ja: '—' },
    isSameForm: of === formId,
  }))
}
