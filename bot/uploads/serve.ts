import { and, eq, sql } from 'drizzle-orm'
import { friends, uploads } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'

/**
 * The answer with a file's bytes. A picture was drawn by us and may be shown in a page; anything else is only ever saved
 * to disk. Whatever a browser takes it for, it runs nothing: it has an origin of its own and no rights.
 * @param uid only this person's own; left out for staff, who see their account's
 * @throws not_found when there is none, or when it is somebody else's
 */
export async function serveUpload(
  scope: Pick<Scope, 'db' | 'files'> & { account: { id: string } },
  { id, uid }: { id: string; uid?: string },
): Promise<Response> {
  const own =
    uid === undefined
      ? undefined
      : sql`${uploads.friendSeq} = (select ${friends.seq} from ${friends} where ${friends.accountId} = ${scope.account.id} and ${friends.uid} = ${uid})`
  const [upload] = await scope.db.orm
    .select({ contentType: uploads.contentType, fileName: uploads.fileName })
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.accountId, scope.account.id), own))
  const bytes = upload && (await scope.files?.read(id))
  if (!bytes) throw notFound('This file')
  return new Response(bytes, { headers: fileHeaders(upload) })
}

/** Headers of a file that somebody gave: shown only where we drew it, else saved; nothing in it ever runs. */
export function fileHeaders({
  contentType,
  fileName,
}: {
  contentType: string
  fileName: string
}): Record<string, string> {
  const disposition = contentType.startsWith('image/') ? 'inline' : 'attachment'
  return {
    'content-type': contentType,
    // RFC 6266: the name as UTF-8, percent-encoded, so that nothing of it can end the header.
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

const percent = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
