import { eq, sql } from 'drizzle-orm'
import { build, must, statement } from '../../../db/database.ts'
import { guard } from '../../../db/guard.ts'
import { formPictures } from '../../../db/schema/index.ts'
import { MusubiError } from '../../errors.ts'
import type { StaffScope } from '../../http/staff-door.ts'
import { auditStatement } from '../../staff/audit.ts'
import { writeTogether } from '../../staff/write-deed.ts'
import { demandKnown, drawAnew, refused } from '../../uploads/draw-anew.ts'
import { editedForm } from '../edited-form.ts'
import { picturesMax, pictureSideMax, type PictureView } from './contract.ts'
import { planPictureSweep } from './sweep.ts'

/**
 * Takes a picture that options of a form may show: drawn anew, under an id that nobody guesses, because whoever knows it may
 * see it. The row comes before the bytes, so that no bytes are without a row; one that stays without bytes is swept.
 * @throws invalid with `detail.reason` (`UploadRefusal`), not_found, limit_reached, unavailable
 */
export async function addPicture(scope: StaffScope, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<PictureView> {
  const { files, account, actor, clock } = scope
  if (!files) throw new MusubiError('unavailable', 'There is no place for files here', { reason: 'no_files' })
  const form = await editedForm(scope, key)
  const ofForm = eq(formPictures.formId, form.id)
  if ((await scope.db.orm.$count(formPictures, ofForm)) >= picturesMax) throw full()
  const content = demandKnown(bytes)
  if (content.contentType === 'application/pdf') throw refused('kind')
  const drawn = await drawAnew(scope, { ...content, bytes, longMax: pictureSideMax })
  const { contentType, width, height } = drawn
  const row = { id: scope.ids(), contentType, bytes: drawn.bytes.byteLength, width, height }
  await writeTogether(scope, [
    guard(sql`(select count(*) from ${formPictures} where ${ofForm}) < ${picturesMax}`),
    must(
      statement(
        build
          .insert(formPictures)
          .values({ ...row, accountId: account.id, formId: form.id, createdBy: actor.staffId, createdAt: clock() }),
      ),
    ),
    planPictureSweep(scope),
    auditStatement(scope, 'form.picture_added', form.id, { key, after: row }),
  ])
  await files.write(row.id, drawn.bytes)
  return { id: row.id, width, height }
}

const full = () =>
  new MusubiError('limit_reached', `A form has at most ${picturesMax} pictures`, { reason: 'too_many', picturesMax })
