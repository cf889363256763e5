import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { customerTags, tags } from '../../db/schema/index.ts'
import { isAbout, type Identity } from '../customers/person.ts'
import type { Deps } from '../deps.ts'
import { belongsTo } from '../http/search.ts'

type Reads = Pick<Deps, 'db'> & { account: { id: string } }

/** The tags of a person over all their identities, by name, each with who gave it and when. */
export const tagsOf = ({ db, account }: Reads, who: Identity) =>
  db.reports
    .select({
      id: tags.id,
      name: tags.name,
      source: sql<'staff' | 'rule' | 'import'>`min(${customerTags.source})`,
      at: sql<number>`min(${customerTags.at})`,
    })
    .from(customerTags)
    .innerJoin(tags, eq(tags.id, customerTags.tagId))
    .where(
      and(
        belongsTo(customerTags.accountId, account.id),
        isAbout(customerTags, account.id, who),
        isNull(customerTags.endedAt),
        isNull(tags.removedAt),
      ),
    )
    .groupBy(tags.id)
    .orderBy(asc(tags.folded))
