import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customerTags, tags } from '../../db/schema/index.ts'
import { identityColumns, isAbout, type Identity } from '../customers/person.ts'
import type { Deps } from '../deps.ts'

/** What tags are given and taken in; staff and friends' scopes both fit. */
type TagScope = Pick<Deps, 'ids' | 'clock'> & { account: { id: string } }

export type TagGift = Identity & {
  tagId: string
  source: 'staff' | 'rule' | 'import'
  submissionId?: string | undefined
  staffId?: string | undefined
}

/**
 * The statement that gives a tag. It writes nothing when the person has it already, by whichever of their identities, or
 * when the tag is gone.
 */
export function giveTag(scope: TagScope, { tagId, source, submissionId, staffId, ...who }: TagGift): Statement {
  const { account, ids, clock } = scope
  const { friendSeq, customerSeq } = identityColumns(who)
  const has = sql`select 1 from ${customerTags} where ${and(
    isAbout(customerTags, account.id, who),
    eq(customerTags.tagId, tagId),
    isNull(customerTags.endedAt),
  )}`
  const values = sql`select ${ids()}, ${account.id}, ${tags.id}, ${friendSeq}, ${customerSeq}, ${source},
    ${submissionId ?? null}, ${staffId ?? null}, ${clock()}, null, null
    from ${tags} where ${and(eq(tags.id, tagId), eq(tags.accountId, account.id), isNull(tags.removedAt))}
    and not exists (${has})`
  return statement(build.insert(customerTags).select(values))
}

/** The statement that takes a tag from a person, by whichever of their identities they have it. */
export function takeTag(
  scope: TagScope,
  { tagId, staffId, ...who }: Identity & { tagId: string; staffId?: string | undefined },
): Statement {
  return statement(
    build
      .update(customerTags)
      .set({ endedAt: scope.clock(), endedBy: staffId ?? null })
      .where(
        and(
          eq(sql`+${customerTags.accountId}`, scope.account.id),
          isAbout(customerTags, scope.account.id, who),
          eq(customerTags.tagId, tagId),
          isNull(customerTags.endedAt),
        ),
      ),
  )
}
