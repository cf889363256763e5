import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import {
  auditEntries,
  customers,
  formVersions,
  forms,
  friends,
  identityLinks,
  submissions,
} from '../../db/schema/index.ts'
import { demoErased } from '../accounts/deeds.ts'
import { demoMembers } from '../customers/demo-members.ts'
import type { Deps } from '../deps.ts'
import { formDefinitionSchema, type FormDefinition } from '../forms/contract.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { DemoLeft } from './contract.ts'
import { satisfaction, visit } from './forms.ts'
import { demoUids } from './people.ts'
import { seminar } from './seminar.ts'
import { taste, tasteWithPictures } from './taste.ts'

/** Each as the demo brings it, with or without a place for pictures. */
const definitions: Record<string, FormDefinition[]> = {
  ...{ visit: [visit], satisfaction: [satisfaction], seminar: [seminar] },
  taste: [taste, tasteWithPictures],
}

/** How much of the demo is there, for whoever thinks of erasing it. */
export async function readDemo(scope: StaffScope): Promise<DemoLeft> {
  const [people, members, found] = await Promise.all([findDemoPeople(scope), demoMembers(scope), findDemoForms(scope)])
  return { people: people.length, members: members.length, forms: found.filter(({ changed }) => !changed).length }
}

/** Whether somebody has erased the demo: then no start brings it back. */
export async function demoWasErased({ db }: Pick<Deps, 'db'>): Promise<boolean> {
  const entry = await db.orm
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(eq(auditEntries.action, demoErased))
    .orderBy(desc(auditEntries.at))
    .limit(1)
    .get()
  return entry !== undefined
}

/** Friends whom the demo or the simulator has made up; `tied`: to a member whom the company brought in. */
export async function findDemoPeople({ db, account, host }: StaffScope) {
  const uids = [...(await demoUids()), ...((await host?.simulatedUids()) ?? [])]
  const real = sql`exists (select 1 from ${identityLinks} inner join ${customers} on ${customers.seq} = ${identityLinks.customerSeq}
    where ${identityLinks.friendSeq} = ${friends.seq} and ${isNull(identityLinks.endedAt)}
      and coalesce(${customers.attributes}->>'demo', 0) = 0)`
  return db.reports
    .select({
      seq: friends.seq,
      id: friends.id,
      uid: friends.uid,
      customerSeq: friends.customerSeq,
      tied: sql<number>`${real}`,
    })
    .from(friends)
    .where(
      and(
        eq(friends.accountId, account.id),
        sql`${friends.uid} in (select value from json_each(${JSON.stringify(uids)}))`,
      ),
    )
}

/** The demo's forms that are there; `changed`: staff have made something of their own of it. */
export async function findDemoForms({ db, account }: StaffScope) {
  const rows = await db.reports
    .select({
      id: forms.id,
      key: forms.key,
      definition: formVersions.definition,
      answered: sql<number>`exists (select 1 from ${submissions} where ${submissions.formId} = ${forms.id})`,
    })
    .from(forms)
    .innerJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .where(and(eq(forms.accountId, account.id), inArray(forms.key, Object.keys(definitions))))
  return rows.map(({ id, key, definition, answered }) => ({
    id,
    key,
    answered: answered === 1,
    changed: (definitions[key] ?? []).every((own) => !isSame(definition, own)),
  }))
}

const isSame = (published: FormDefinition, own: FormDefinition): boolean =>
  JSON.stringify(published) === JSON.stringify(v.parse(formDefinitionSchema, own))
