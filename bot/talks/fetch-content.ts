import { and, eq, inArray, isNull } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { talkMessages } from '../../db/schema/index.ts'
import { fetchContent } from '../channels/line/content.ts'
import { withoutValues } from '../errors.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { contentOf } from '../uploads/content.ts'
import { sideMax } from '../uploads/contract.ts'
import { removeFiles } from '../uploads/remove-files.ts'
import { noteChange } from './unsend.ts'

/** Larger ones stay at LINE: they are held in memory on their way. */
export const talkFileBytesMax = 20 * 1024 * 1024
/** LINE does not say how long it keeps them. After a week nobody waits any more. */
const waitMs = 7 * 24 * 60 * 60_000
const againWithinMs = 10 * 60_000

type Message = typeof talkMessages.$inferSelect

/**
 * Fetches what a person sent from LINE and keeps it: pictures drawn anew, the rest as it is. Comes again until LINE gives it
 * or does not have it any more; what became of it stands in the message for staff to read.
 */
export async function fetchContentJob(scope: Scope, { messageId }: { messageId: string }): Promise<JobResult> {
  const message = await scope.db.orm
    .select()
    .from(talkMessages)
    .where(and(eq(talkMessages.accountId, scope.account.id), eq(talkMessages.id, messageId)))
    .get()
  if (message?.fileState !== 'waiting' || message.lineMessageId === null) return 'done'
  const { files } = scope
  if (!files) return settle(scope, message, { fileState: 'no_files' })
  const content = await fetchContent(scope, { messageId: message.lineMessageId, bytesMax: talkFileBytesMax })
  if (content.kind === 'again') {
    if (scope.clock() - message.at < waitMs) return { again: content.reason, within: againWithinMs }
    return settle(scope, message, { fileState: 'given_up' })
  }
  if (content.kind !== 'here') return settle(scope, message, { fileState: content.kind })
  const kept = await toKeep(scope, message, content)
  if (!kept) return settle(scope, message, { fileState: 'unreadable' })
  try {
    await files.write(message.id, kept.bytes)
  } catch (error) {
    scope.log.error('What a person sent could not be kept', { error: withoutValues(error) })
    return { again: 'The place for files did not take it', within: againWithinMs }
  }
  return settle(scope, message, { fileState: 'kept', fileId: message.id, contentType: kept.contentType })
}

/** What a page may show is only what we drew ourselves, or what a browser plays; anything else is bytes to save. */
async function toKeep(
  { images }: Scope,
  { kind }: Message,
  { bytes, contentType }: { bytes: Uint8Array<ArrayBuffer>; contentType: string },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string } | null> {
  if (bytes.byteLength === 0) return null
  if (kind === 'video') return { bytes, contentType: 'video/mp4' }
  if (kind === 'audio') return { bytes, contentType: contentType === 'audio/mpeg' ? contentType : 'audio/mp4' }
  const content = contentOf(bytes)
  if (kind === 'file')
    return {
      bytes,
      contentType: content.contentType === 'application/pdf' ? content.contentType : 'application/octet-stream',
    }
  if (content.contentType !== 'image/jpeg' && content.contentType !== 'image/png') return null
  const { width, height } = content
  if (Math.max(width, height) > sideMax || width * height > images.pixelsMax) return null
  return images.redraw({ contentType: content.contentType, bytes })
}

/** Writes what became of it; bytes of a message that was taken back meanwhile go again. */
async function settle(
  scope: Scope,
  message: Message,
  outcome: Partial<Pick<Message, 'fileState' | 'fileId' | 'contentType'>>,
): Promise<JobResult> {
  const still = and(
    eq(talkMessages.id, message.id),
    eq(talkMessages.accountId, scope.account.id),
    eq(talkMessages.fileState, 'waiting'),
    isNull(talkMessages.unsentAt),
  )
  try {
    await scope.db.write([
      must(statement(build.update(talkMessages).set(outcome).where(still))),
      noteChange(scope, message.friendSeq),
    ])
  } catch (error) {
    if (!isGuardFailure(error)) throw error
    return removeBytesJob(scope, { ids: [message.id] })
  }
  return 'done'
}

/** Removes bytes that no message names any more. */
export async function removeBytesJob(scope: Scope, { ids }: { ids: string[] }): Promise<JobResult> {
  const kept = await scope.db.orm
    .select({ id: talkMessages.fileId })
    .from(talkMessages)
    .where(inArray(talkMessages.id, ids))
  return removeFiles(
    scope,
    ids,
    kept.map(({ id }) => id),
  )
}
