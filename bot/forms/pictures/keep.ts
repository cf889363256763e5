import { build, statement } from '../../../db/database.ts'
import { formPictures } from '../../../db/schema/index.ts'
import type { Scope } from '../../scope.ts'
import { contentOf } from '../../uploads/content.ts'

/** A picture of our own making, under the id by which options name it. */
export interface OwnPicture {
  id: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Keeps pictures that come with the product, where there is a place for files. Those that are there stay. */
export async function keepPictures(scope: Scope, formId: string, pictures: OwnPicture[]): Promise<void> {
  const { files, account, clock } = scope
  if (!files || pictures.length === 0) return
  const rows = pictures.flatMap(({ id, bytes }) => {
    const content = contentOf(bytes)
    if (content.contentType !== 'image/png') return []
    const { contentType, width, height } = content
    const row = { id, accountId: account.id, formId, contentType, bytes: bytes.byteLength, width, height }
    return [{ ...row, createdBy: '', createdAt: clock() }]
  })
  await scope.db.write([statement(build.insert(formPictures).values(rows).onConflictDoNothing())])
  for (const { id, bytes } of pictures) if ((await files.read(id)) === null) await files.write(id, bytes)
}
