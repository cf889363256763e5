import { and, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { customerContacts, customers, memberCredentials } from '../../db/schema/index.ts'
import { eraseAttributesOfMember } from '../attributes/erase.ts'
import { eraseTagsOfMember } from '../tags/erase.ts'
import { forgetMemberNames } from './search-index.ts'

/** The statement that erases anonymous customers behind whom nobody stands any more. */
export const eraseAnonymous = (seqs: number[]): Statement =>
  statement(
    build.delete(customers).where(
      sql`${customers.seq} in (select value from json_each(${JSON.stringify(seqs)})) and ${customers.memberId} is null
        and not exists (select 1 from friends where friends.customer_seq = ${customers.seq})
        and not exists (select 1 from identity_links where identity_links.customer_seq = ${customers.seq})
        and not exists (select 1 from identity_links where identity_links.former_customer_seq = ${customers.seq})`,
    ),
  )

/** The statements that erase a member: contacts, secret, tags, attributes and the row, which nothing may name any more. */
export const eraseMemberRow = (seq: number): Statement[] => [
  statement(build.delete(customerContacts).where(eq(customerContacts.customerSeq, seq))),
  forgetMemberNames([seq]),
  eraseTagsOfMember(seq),
  eraseAttributesOfMember(seq),
  statement(build.delete(memberCredentials).where(eq(memberCredentials.customerSeq, seq))),
  must(statement(build.delete(customers).where(and(eq(customers.seq, seq), sql`${customers.memberId} is not null`)))),
]
