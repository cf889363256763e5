import { and, eq, gt } from 'drizzle-orm'
import { slots } from '../../db/schema/index.ts'
import { formByKey } from '../forms/load.ts'
import { keepPictures, type OwnPicture } from '../forms/pictures/keep.ts'
import { todayInJapan } from '../forms/today.ts'
import type { Scope } from '../scope.ts'
import { slotStatements } from '../slots/plan-statements.ts'
import { tagNamed } from '../tags/named.ts'
import { publishUntouched } from './publish-untouched.ts'
import { darkTag, taste, tastePictures, tasteRules, tasteSettings, tasteSlots, tasteWithPictures } from './taste.ts'

const dayMs = 24 * 60 * 60_000
/** So far ahead the tastings are planned, at each start when none is left. */
const plannedDays = 28

/**
 * Puts the demo's quiz into an account, with its tag, its pictures where there is a place for them, and tastings of the next
 * weeks. Doing it again changes nothing that staff have changed since.
 * @param pictures the PNG of each cup, by the key of its option
 */
export async function loadTaste(scope: Scope, pictures: Record<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  const known = await formByKey(scope, 'taste')
  const tag = await tagNamed(scope, darkTag)
  await scope.db.write(tag.statements)
  // Staff may have changed its settings and rules since.
  const first = known ? {} : { settings: tasteSettings, rules: tasteRules(tag.id) }
  const definition = scope.files ? tasteWithPictures : taste
  await publishUntouched(scope, { key: 'taste', keyword: '診断', definition, ...first })
  const form = await formByKey(scope, 'taste')
  if (!form) return
  const shown: OwnPicture[] = Object.entries(pictures).flatMap(([option, bytes]) => {
    const id = tastePictures[option]
    return id === undefined ? [] : [{ id, bytes }]
  })
  await keepPictures(scope, form.id, shown)
  if (await hasTasting(scope, form.id)) return
  const [from, to] = [scope.clock() + dayMs, scope.clock() + plannedDays * dayMs].map(todayInJapan)
  await scope.db.write(slotStatements(scope, form.id, tasteSlots(from!, to!)).statements)
}

/** Whether one is still to come; staff who closed it have looked at it. */
async function hasTasting({ db, account, clock }: Scope, formId: string): Promise<boolean> {
  const found = await db.orm
    .select({ id: slots.id })
    .from(slots)
    .where(and(eq(slots.formId, formId), eq(slots.accountId, account.id), gt(slots.startsAt, clock())))
    .limit(1)
    .get()
  return found !== undefined
}
