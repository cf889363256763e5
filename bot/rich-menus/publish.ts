import { listMenus } from '../channels/line/rich-menus.ts'
import type { Scope } from '../scope.ts'
import { adoptMenus } from './adopt.ts'
import { publishAtLine, type Published } from './at-line.ts'
import type { RichMenu } from './contract.ts'

/**
 * Brings the menus to LINE and notes them down; people who waited for one are switched. Nothing is made twice (LINE
 * allows 100 new menus an hour), and it may be done again after it broke off.
 */
export async function publishMenus(scope: Scope, menus: RichMenu[]): Promise<Published> {
  const published = await publishAtLine(scope, menus)
  if (published.problem) return published
  const { menus: there } = await listMenus(scope)
  if (there) await adoptMenus(scope, there)
  return published
}
