import { fetchContent } from '../channels/line/content.ts'
import { MusubiError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { fileBytesMax, type UploadRefusal } from './contract.ts'
import { receiveUpload, type Incoming } from './receive.ts'

/** What somebody sent into the chat, and LINE keeps. */
export interface SentFile {
  messageId: string
  /** What their phone calls it. */
  name?: string
}

/** Why a file was not taken; `not_fetched`: LINE did not give it. */
export type FileRefusal = UploadRefusal | 'too_large' | 'too_often' | 'no_files' | 'not_fetched'

export type GivenFile = { id: string } | { refused: FileRefusal }

/**
 * Takes what a person sent into the chat for a question of their draft, as LIFF's page would. An answer has to name it; what
 * none names is swept.
 */
export async function takeFromChat(
  scope: Scope,
  { file, ...place }: Pick<Incoming, 'submissionId' | 'uid' | 'questionKey'> & { file: SentFile },
): Promise<GivenFile> {
  const content = await fetchContent(scope, { messageId: file.messageId, bytesMax: fileBytesMax })
  if (content.kind === 'too_large') return { refused: 'too_large' }
  if (content.kind !== 'here') return { refused: 'not_fetched' }
  try {
    const { id } = await receiveUpload(scope, { ...place, fileName: file.name, bytes: content.bytes })
    return { id }
  } catch (error) {
    const refused = error instanceof MusubiError ? refusalOf(error) : null
    if (refused === null) throw error
    return { refused }
  }
}

function refusalOf({ code, detail }: MusubiError): FileRefusal | null {
  if (code === 'invalid' && typeof detail['reason'] === 'string') return detail['reason'] as UploadRefusal
  if (code === 'too_large') return 'too_large'
  if (code === 'limit_reached') return 'too_often'
  return code === 'unavailable' ? 'no_files' : null
}
