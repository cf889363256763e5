import { build, must, statement } from '../../db/database.ts'
import { richMenuDrafts } from '../../db/schema/index.ts'
import { invalid, MusubiError } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuKey } from './contract.ts'
import { draftOf, isDraft } from './drafted.ts'
import type { MenuDefinition } from './edit-contract.ts'
import { fitTo, measurePicture } from './picture-limits.ts'
import { changed, forgetPicture, touched, writeDraft } from './save-draft.ts'

/**
 * Puts another picture under the areas of a draft; they grow or shrink with it. The row comes before the bytes, so that no
 * bytes are without a row.
 * @throws invalid with the reason when LINE would not take it; conflict when the draft is another one by now
 */
export async function changePicture(
  scope: StaffScope,
  key: MenuKey,
  { bytes, revision }: { bytes: Uint8Array<ArrayBuffer>; revision: number },
): Promise<{ definition: MenuDefinition; pictureId: string; revision: number; updatedAt: number }> {
  const { files } = scope
  if (!files) throw new MusubiError('unavailable', 'There is no place for files here', { reason: 'no_files' })
  const measured = measurePicture(bytes)
  if ('refusal' in measured) throw invalid('LINE does not take this picture', { reason: `picture_${measured.refusal}` })
  const draft = await draftOf(scope, key)
  if (draft?.revision !== revision) throw changed()
  const definition = fitTo(draft.definition, measured.size)
  const pictureId = scope.ids()
  const row = { definition, pictureId, ...touched(scope, revision) }
  await writeDraft(scope, [
    must(
      statement(
        build
          .update(richMenuDrafts)
          .set(row)
          .where(isDraft(scope, key, revision)),
      ),
    ),
    ...forgetPicture(scope, draft.pictureId),
  ])
  await files.write(pictureId, bytes)
  return { definition, pictureId, revision: row.revision, updatedAt: row.updatedAt }
}
