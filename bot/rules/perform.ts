import { and, eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { richMenus } from '../../db/schema/index.ts'
import type { Fact } from '../conditions/contract.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { notifyStaff } from '../notices/notify.ts'
import { recipientsOf } from '../notices/recipients.ts'
import type { MenuKey } from '../rich-menus/contract.ts'
import { wantMenu } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import type { FormRule } from './contract.ts'
import type { PlannedDeed } from './deeds-for.ts'
import type { DoneBefore } from './done-before.ts'
import type { Person } from './person.ts'
import type { Standing } from './rows.ts'

/** What a deed is done with. */
export interface Circumstances {
  person: Person
  before: DoneBefore
  draft: Draft
  answers: Answers
  fact: (path: string) => Fact
  on: FormRule['on']
}

export type Performed = Standing & { statements: Statement[] }

const done = (statements: Statement[]): Performed => ({ state: 'done', reason: null, statements })
const failed = (reason: string): Performed => ({ state: 'failed', reason, statements: [] })
const excluded = (reason: string): Performed => ({ state: 'excluded', reason, statements: [] })

/** What one deed writes at once, or why it cannot be done. */
export async function perform(scope: Scope, planned: PlannedDeed, around: Circumstances): Promise<Performed> {
  const { draft, person, on, before } = around
  const { deed } = planned
  switch (deed.do) {
    case 'show_menu':
      if (deed.menu !== null && !(await isPublished(scope, deed.menu))) return failed('menu_gone')
      return done(wantMenu(scope, { uid: person.uid, key: deed.menu as MenuKey | null }))
    case 'notify_staff': {
      const told = { subjectId: draft.id, staff: deed.staff }
      if ((await recipientsOf(scope, told)).length === 0) return failed('no_recipient')
      return done(notifyStaff(scope, { kind: on === 'cancelled' ? 'cancellation' : 'submission', ...told }))
    }
    case 'mail_staff':
      return before(planned) ? excluded('said_before') : { state: 'waiting', reason: null, statements: [] }
    default:
      return failed('unknown_deed')
  }
}

async function isPublished({ db, account }: Scope, key: string): Promise<boolean> {
  const menu = await db.orm
    .select({ key: richMenus.key })
    .from(richMenus)
    .where(and(eq(richMenus.accountId, account.id), eq(richMenus.key, key as MenuKey)))
    .get()
  return menu !== undefined
}
