import type { Statement } from '../../db/database.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import type { Scope } from '../scope.ts'
import { adoptMenus } from './adopt.ts'
import { publishAtLine, type Published } from './at-line.ts'
import type { RichMenu } from './contract.ts'
import { findMenusSoon } from './find.ts'

/**
 * Brings the menus to LINE and notes them down; people who waited for one are switched. Nothing is made twice (LINE
 * allows 100 new menus an hour), and it may be done again after it broke off. Menus that staff made stay as they are.
 * @param menus whose `deed` is set are made by staff: what they did is written together with what came of it
 */
export async function publishMenus(scope: Scope, menus: RichMenu[], { deed }: { deed?: Statement[] } = {}) {
  const published = await publishAtLine(scope, menus, { byStaff: deed !== undefined })
  if (stopped(published)) return published
  const { menus: there } = await listMenus(scope)
  if (there) await adoptMenus(scope, there, deed)
  else await scope.db.write([...(deed ?? []), findMenusSoon(scope)])
  return published
}

/**
 * Whether nobody sees what was to be published. Where only the old menu was not emptied or removed, the new one holds: its
 * people are switched one by one, and the next publication clears away what is left.
 */
export const stopped = ({ problem }: Published): boolean =>
  problem !== null && problem.step !== 'move' && problem.step !== 'delete'
