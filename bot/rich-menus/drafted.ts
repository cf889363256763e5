import { and, eq } from 'drizzle-orm'
import { forms, formVersions, richMenuDrafts } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuKey } from './contract.ts'

export const isDraft = ({ account }: Pick<StaffScope, 'account'>, key: MenuKey, revision?: number) =>
  and(
    eq(richMenuDrafts.accountId, account.id),
    eq(richMenuDrafts.key, key),
    revision === undefined ? undefined : eq(richMenuDrafts.revision, revision),
  )

/** What staff are writing; undefined while nobody is. */
export const draftOf = (scope: StaffScope, key: MenuKey) =>
  scope.db.orm.select().from(richMenuDrafts).where(isDraft(scope, key)).get()

/** The forms that a menu of the account can open, and the words that begin one in the chat. */
export const formsForMenus = ({ db, account }: StaffScope) =>
  db.orm
    .select({
      key: forms.key,
      keyword: forms.keyword,
      keywordText: forms.keywordText,
      definition: formVersions.definition,
    })
    .from(forms)
    .innerJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .where(eq(forms.accountId, account.id))
    .orderBy(forms.createdAt, forms.id)
