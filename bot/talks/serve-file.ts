import { and, eq } from 'drizzle-orm'
import { talkMessages } from '../../db/schema/index.ts'
import { forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { withoutFolders } from '../uploads/file-name.ts'
import { fileHeaders } from '../uploads/serve.ts'

/**
 * The answer with what a person sent, for the staff of the account.
 * @throws not_found when there is none, it was taken back, or it is another account's; forbidden without sight of personal data
 */
export async function serveTalkFile(scope: StaffScope, messageId: string): Promise<Response> {
  const message = await scope.db.orm
    .select({
      fileId: talkMessages.fileId,
      contentType: talkMessages.contentType,
      detail: talkMessages.detail,
      kind: talkMessages.kind,
    })
    .from(talkMessages)
    .where(and(eq(talkMessages.accountId, scope.account.id), eq(talkMessages.id, messageId)))
    .get()
  if (!message?.fileId || !message.contentType) throw notFound('This file')
  if (!scope.actor.seesPersonal) throw forbidden('This takes the right to see personal data')
  const bytes = await scope.files?.read(message.fileId)
  if (!bytes) throw notFound('This file')
  const { contentType } = message
  return new Response(bytes, { headers: fileHeaders({ contentType, fileName: nameOf(message) }) })
}

const endings: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'video/mp4': '.mp4',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
}

/** What the person called it; only ever a name to save under. */
function nameOf({ detail, kind, contentType }: { detail: unknown; kind: string; contentType: string | null }): string {
  const claimed = (detail as { fileName?: unknown } | null)?.fileName
  const name = typeof claimed === 'string' ? withoutFolders(claimed).slice(0, 120) : ''
  return name || `${kind}${endings[contentType ?? ''] ?? ''}`
}
