import { build, statement } from '../../db/database.ts'
import { richMenuDrafts } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { openScope } from '../accounts/open.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import type { MenuKey } from './contract.ts'
import { menuOf } from './deed.ts'
import { draftOf, formsForMenus, isDraft } from './drafted.ts'
import type { MenuDefinition } from './edit-contract.ts'
import { menuProblems, type MenuProblem } from './menu-problems.ts'
import { newest, ownMenus } from './name.ts'
import { measurePicture } from './picture-limits.ts'
import { publishMenus, stopped } from './publish.ts'
import { definitionOf } from './read-edit.ts'
import { changed, forgetPicture } from './save-draft.ts'
import { draftPicture, pictureAtLine } from './serve-picture.ts'

/**
 * Brings what staff wrote to LINE as a new menu; the people of the one before are switched to it by the jobs. The draft
 * stands until it is done, so it may be done again after it broke off: what LINE has already is not made twice.
 * @returns what LINE did not take, and at which step; then people see the menu that they saw before
 * @throws invalid with the problems at their places; conflict when the draft is another one by now
 */
export async function publishMenuDraft(
  scope: StaffScope,
  key: MenuKey,
  revision: number,
): Promise<{ problem: { step: string; reason: string } | null }> {
  const draft = await draftOf(scope, key)
  if (draft?.revision !== revision) throw changed()
  const opened = await openScope(scope)
  const liffUrl = liffUrlOf(opened)
  const formKeys = (await formsForMenus(scope)).map((form) => form.key)
  const picture = (await draftPicture(scope, draft.pictureId)) ?? (await pictureAtLine(opened, key))
  const problems = [
    ...menuProblems(draft.definition, { formKeys, hasLiff: liffUrl !== null }),
    ...pictureProblems(draft.definition, picture),
  ]
  if (problems.length > 0 || !picture) throw invalid('The menu cannot be published', { problems })
  const { menus } = await listMenus(opened)
  const before = newest(ownMenus(menus ?? []), key)
  const deed = [
    statement(build.delete(richMenuDrafts).where(isDraft(scope, key, revision))),
    ...forgetPicture(scope, draft.pictureId),
    auditStatement(scope, 'rich_menu.published', key, {
      before: before ? definitionOf(before, liffUrl) : null,
      after: draft.definition,
      picture: draft.pictureId === null ? 'same' : 'other',
    }),
  ]
  const published = await publishMenus(opened, [menuOf(draft.definition, { key, picture, liffUrl })], { deed })
  scope.kick()
  return { problem: stopped(published) ? published.problem : null }
}

function pictureProblems({ size }: MenuDefinition, picture: Uint8Array<ArrayBuffer> | null): MenuProblem[] {
  const problem = (code: MenuProblem['code']): MenuProblem[] => [{ area: null, field: 'picture', code }]
  if (!picture) return problem('none')
  const measured = measurePicture(picture)
  const fits = 'size' in measured && measured.size.width === size.width && measured.size.height === size.height
  return fits ? [] : problem('other_size')
}
