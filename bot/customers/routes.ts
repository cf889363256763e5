import { and, count, desc, isNotNull } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { customers, memberImports } from '../../db/schema/index.ts'
import { may, mayForCompany, type StaffEnv, type StaffScope } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { nothingSchema } from '../http/nothing.ts'
import { auditStatement } from '../staff/audit.ts'
import { shown } from '../staff/masking.ts'
import { withoutFolders } from '../uploads/file-name.ts'
import { demoNotice, removeDemoMembers } from './demo-members.ts'
import { importMembers } from './import-members.ts'
import { isKnownTo } from './known-members.ts'
import { listCustomers } from './list.ts'
import { readCustomer } from './read-customer.ts'
import { customerListSchema } from './staff-contract.ts'

const importsShown = 20
const fileNameMax = 200

const importQuerySchema = v.strictObject({ dry: v.optional(v.picklist(['true', 'false'])) })

/** Members of the workspace, and how they come in. */
export const memberRoutes = new Hono<StaffEnv>()
  .get('/members', may('viewer'), async (c) => c.json(await readMembersPage(c.get('scope')), 200))
  .get('/customers', may('viewer'), validated('query', customerListSchema), async (c) =>
    c.json(await listCustomers(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/customers/:id', may('viewer'), async (c) =>
    c.json({ customer: await readCustomer(c.get('scope'), c.req.param('id')) }, 200),
  )
  .post('/members/import', may('owner'), mayForCompany, validated('query', importQuerySchema), async (c) => {
    const scope = c.get('scope')
    const fileName = fileNameOf(c.req.header('x-file-name'))
    const dry = c.req.valid('query').dry === 'true'
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const by = `staff:${scope.actor.staffId}`
    const deed = (counts: { added: number; changed: number; unchanged: number }) =>
      auditStatement(scope, 'members.imported', scope.account.id, counts)
    return c.json(
      { report: await importMembers(scope, { bytes, fileName, dry, by, accountId: scope.account.id }, deed) },
      200,
    )
  })
  .post('/members/demo-removal', may('owner'), mayForCompany, validated('json', nothingSchema), async (c) => {
    await removeDemoMembers(c.get('scope'))
    return c.json({ demo: await demoNotice(c.get('scope')) }, 200)
  })

export type MemberRoutes = typeof memberRoutes

/** How many members the reader's account knows, the company's last imports, and whether the demo's members are still there. */
async function readMembersPage(scope: StaffScope) {
  const { db, actor } = scope
  const [[all], imports, demo] = await Promise.all([
    db.reports
      .select({ count: count() })
      .from(customers)
      .where(and(isNotNull(customers.memberId), isKnownTo(scope))),
    actor.everywhere ? lastImports(scope) : [],
    demoNotice(scope),
  ])
  return {
    members: all?.count ?? 0,
    imports: imports.map((one) => ({ ...one, fileName: shown(scope, one.fileName) })),
    demo: demo && {
      ...demo,
      tied: demo.tied.map((one) => ({
        ...one,
        friend: one.friend && { ...one.friend, displayName: shown(scope, one.friend.displayName) },
      })),
    },
  }
}

const lastImports = ({ db }: StaffScope) =>
  db.reports.select().from(memberImports).orderBy(desc(memberImports.at), desc(memberImports.id)).limit(importsShown)

/** The name that the browser gives, for people to read: the last part of it, whatever it claims. */
const fileNameOf = (header: string | undefined): string =>
  withoutFolders(decoded(header ?? '')).slice(0, fileNameMax) || 'members.csv'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
