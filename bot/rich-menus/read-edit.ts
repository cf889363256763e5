import { eq } from 'drizzle-orm'
import { staff } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { openScope } from '../accounts/open.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuKey } from './contract.ts'
import { deedOf } from './deed.ts'
import { draftOf, formsForMenus } from './drafted.ts'
import type { MenuDefinition } from './edit-contract.ts'
import { looksOf } from './looks.ts'
import { newest, ownMenus, type OwnMenu } from './name.ts'
import { startingMenu } from './start.ts'

/** Everything that the editor of a menu shows: what stands at LINE, what is being changed and by whom, and where it can lead. */
export async function readMenuEdit(scope: StaffScope, key: MenuKey) {
  const opened = await openScope(scope)
  const { menus, outcome } = await listMenus(opened)
  const atLine = newest(ownMenus(menus ?? []), key)
  const liffUrl = liffUrlOf(opened)
  const forms = await formsForMenus(scope)
  const draft = await draftOf(scope, key)
  return {
    key,
    accountName: scope.account.name,
    problem: menus ? null : reasonOf(outcome.status),
    /** The menu at LINE, whose picture stands as long as there is no other one. */
    lineId: atLine?.lineId ?? null,
    published: atLine ? definitionOf(atLine, liffUrl) : null,
    start: startingMenu(forms.map((form) => form.key)),
    draft: draft
      ? {
          definition: draft.definition,
          pictureId: draft.pictureId,
          revision: draft.revision,
          updatedAt: draft.updatedAt,
          updatedBy: await nameOf(scope, draft.updatedBy),
        }
      : null,
    forms: forms.map((form) => ({ key: form.key, title: form.definition.title })),
    keywords: forms.flatMap(({ keyword, keywordText }) => keywordText ?? keyword ?? []),
    hasLiff: liffUrl !== null,
  }
}

/** Null when what stands at LINE cannot be read. */
export function definitionOf({ looks }: OwnMenu, liffUrl: string | null): MenuDefinition | null {
  const known = looksOf(looks)
  if (!known) return null
  return {
    size: known.size,
    chatBarText: known.chatBarText,
    areas: known.areas.map(({ bounds, action }) => ({
      bounds,
      label: action.label ?? '',
      deed: deedOf(action, liffUrl) ?? { kind: 'url', url: '' },
    })),
  }
}

async function nameOf({ db }: StaffScope, id: string): Promise<string | null> {
  const row = await db.orm.select({ name: staff.name }).from(staff).where(eq(staff.id, id)).get()
  return row?.name ?? null
}
