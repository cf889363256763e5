import { and, count, eq, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { friends, submissions, uploads } from '../../db/schema/index.ts'
import { countAttempt } from '../attempts/count.ts'
import { conflict, invalid, MusubiError } from '../errors.ts'
import type { QuestionOf } from '../forms/contract.ts'
import { questionByKey } from '../forms/flow.ts'
import { hasFiles } from '../forms/has-files.ts'
import { demandDraft, demandOpen } from '../forms/refuse.ts'
import { ownSubmission } from '../forms/resume.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'
import type { UploadView } from './contract.ts'
import { demandKnown, drawAnew, refused } from './draw-anew.ts'
import { fileNameOf } from './file-name.ts'
import { planSweep } from './sweep.ts'

/** Of one person, those that were refused included: looking at a file costs, too. */
const perDay = { max: 50, windowMs: 24 * 60 * 60_000 }
/** Four times as many as a question takes: people change their minds, and what they took back goes only with the sweep. */
const keptOfQuestionMax = 20

export interface Incoming {
  submissionId: string
  uid: string
  questionKey: string
  /** What the browser calls it; only ever shown. */
  fileName: string | undefined
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * Takes a file for a question of a person's own draft: looks what it is, redraws pictures, and keeps it under an id of
 * ours. It becomes an answer when the answer names it.
 * @throws MusubiError invalid with `detail.reason` (`UploadRefusal`), not_found, conflict, limit_reached, unavailable
 */
export async function receiveUpload(scope: Scope, incoming: Incoming): Promise<UploadView> {
  const { files } = scope
  if (!files) throw new MusubiError('unavailable', 'There is no place for files here', { reason: 'no_files' })
  const question = await fileQuestion(scope, incoming)
  await countAttempt(scope, `upload ${await sha256Hex(`${scope.account.id} ${incoming.uid}`)}`, perDay)
  const content = await contentToKeep(scope, incoming.bytes, question)
  const id = await record(scope, incoming, content)
  try {
    await files.write(id, content.bytes)
  } catch (error) {
    await scope.db.write([statement(build.delete(uploads).where(eq(uploads.id, id)))])
    throw error
  }
  const { contentType, bytes, width, height } = content
  const fileName = fileNameOf(incoming.fileName, contentType)
  return { id, fileName, contentType, bytes: bytes.byteLength, width, height }
}

type FileQuestion = QuestionOf<'file' | 'signature'>

async function fileQuestion(scope: Scope, { submissionId, uid, questionKey }: Incoming): Promise<FileQuestion> {
  const draft = await ownSubmission(scope, { id: submissionId, uid })
  demandDraft(draft)
  demandOpen(draft.opening)
  const question = questionByKey(draft.definition, questionKey)
  if (!question || !hasFiles(question)) throw invalid('The form asks for no file here')
  return question
}

interface Kept {
  contentType: UploadView['contentType']
  bytes: Uint8Array<ArrayBuffer>
  width: number | null
  height: number | null
}

async function contentToKeep(scope: Scope, bytes: Uint8Array<ArrayBuffer>, question: FileQuestion): Promise<Kept> {
  const content = demandKnown(bytes)
  if (content.contentType === 'application/pdf') {
    if (question.kind !== 'file' || question.accept !== 'photo_or_pdf') throw refused('pdf_not_here')
    return { contentType: content.contentType, bytes, width: null, height: null }
  }
  return drawAnew(scope, { ...content, bytes })
}

/** The row before the bytes: bytes without a row would never be found again. */
async function record(scope: Scope, incoming: Incoming, { contentType, bytes, width, height }: Kept): Promise<string> {
  const { submissionId, questionKey, uid } = incoming
  const id = scope.ids()
  const ofQuestion = and(eq(uploads.submissionId, submissionId), eq(uploads.questionKey, questionKey))
  const [kept] = await scope.db.orm.select({ count: count() }).from(uploads).where(ofQuestion)
  if ((kept?.count ?? 0) >= keptOfQuestionMax) throw refused('too_many')
  const row = {
    id,
    accountId: scope.account.id,
    friendSeq: sql`(select ${friends.seq} from ${friends} where ${friends.accountId} = ${scope.account.id} and ${friends.uid} = ${uid})`,
    submissionId,
    questionKey,
    contentType,
    fileName: fileNameOf(incoming.fileName, contentType),
    bytes: bytes.byteLength,
    width,
    height,
    createdAt: scope.clock(),
  }
  const isDraft = sql`exists (select 1 from ${submissions} where ${submissions.id} = ${submissionId} and ${submissions.state} = 'draft')`
  const roomLeft = sql`(select count(*) from ${uploads} where ${ofQuestion}) < ${keptOfQuestionMax}`
  try {
    await scope.db.write([
      guard(sql`${isDraft} and ${roomLeft}`),
      must(statement(build.insert(uploads).values(row))),
      planSweep(scope),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw conflict('The draft has changed meanwhile', { reason: 'changed' })
    throw error
  }
  return id
}
