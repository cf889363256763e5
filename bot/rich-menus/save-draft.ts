import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { richMenuDrafts } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { MenuKey } from './contract.ts'
import { draftOf, isDraft } from './drafted.ts'
import type { MenuDefinition } from './edit-contract.ts'

/**
 * Keeps what somebody is writing, so that no browser is the only one that has it. Nothing that people see changes.
 * @param revision of the draft that it was written on; 0: there was none
 * @throws conflict when somebody else has written meanwhile
 */
export async function saveMenuDraft(
  scope: StaffScope,
  key: MenuKey,
  { definition, revision }: { definition: MenuDefinition; revision: number },
): Promise<{ revision: number; updatedAt: number }> {
  const row = { definition, ...touched(scope, revision) }
  const change =
    revision === 0
      ? statement(build.insert(richMenuDrafts).values({ accountId: scope.account.id, key, ...row }))
      : statement(
          build
            .update(richMenuDrafts)
            .set(row)
            .where(isDraft(scope, key, revision)),
        )
  await writeDraft(scope, [must(change)])
  return { revision: row.revision, updatedAt: row.updatedAt }
}

/** Who changed it, and that it is another one now. */
export const touched = ({ actor, clock }: StaffScope, revision: number) => ({
  revision: revision + 1,
  updatedBy: actor.staffId,
  updatedAt: clock(),
})

export async function writeDraft({ db }: StaffScope, statements: Statement[]): Promise<void> {
  try {
    await db.write(statements)
  } catch (error) {
    if (isGuardFailure(error)) throw changed()
    throw error
  }
}

export const changed = () => conflict('Somebody changed the menu at the same moment', { reason: 'changed' })

/** Takes a draft's picture out of the file store, by a job that stands until it has come true. */
export const forgetPicture = (scope: StaffScope, pictureId: string | null): Statement[] =>
  pictureId === null
    ? []
    : [enqueue(scope, { kind: 'uploads.remove-bytes', key: pictureId, payload: { ids: [pictureId] } })]

/** Gives up what was not published. */
export async function endMenuDraft(scope: StaffScope, key: MenuKey, revision: number): Promise<void> {
  const draft = await draftOf(scope, key)
  if (draft?.revision !== revision) throw changed()
  await writeTogether(scope, [
    must(statement(build.delete(richMenuDrafts).where(isDraft(scope, key, revision)))),
    ...forgetPicture(scope, draft.pictureId),
    auditStatement(scope, 'rich_menu.draft_ended', key),
  ])
}
