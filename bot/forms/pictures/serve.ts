import { and, eq } from 'drizzle-orm'
import { formPictures } from '../../../db/schema/index.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../errors.ts'
import { fileHeaders } from '../../uploads/serve.ts'

/**
 * The answer with the bytes of a picture, for whoever knows its id: LINE's own servers fetch it too. Under one id there is
 * never another picture, so that it is kept for as long as a cache likes.
 * @throws not_found when the account has none of that id
 */
export async function servePicture(
  { db, files }: Pick<Deps, 'db' | 'files'>,
  { accountId, id }: { accountId: string; id: string },
): Promise<Response> {
  const row = await db.orm
    .select({ contentType: formPictures.contentType })
    .from(formPictures)
    .where(and(eq(formPictures.id, id), eq(formPictures.accountId, accountId)))
    .get()
  const bytes = row && (await files?.read(id))
  if (!bytes) throw notFound('The picture')
  const fileName = row.contentType === 'image/png' ? 'picture.png' : 'picture.jpg'
  return new Response(bytes, {
    headers: {
      ...fileHeaders({ contentType: row.contentType, fileName }),
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
}
