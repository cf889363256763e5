import { Refused, Unreachable } from '../api.ts'
import { type FileRefusal, refusalTexts } from './file-texts.ts'
import type { FilePost } from './files.ts'

/** A file that the server keeps. */
export interface KeptFile {
  id: string
  fileName: string
  contentType: string
  bytes: number
}

export interface FileDoor {
  /**
   * @param tell called with the share that has arrived, 0 to 1
   * @throws Refused also when the server is in trouble, Unreachable
   */
  send(questionKey: string, file: Blob, name: string, tell: (share: number) => void): Promise<KeptFile>
  /** A kept file again, to be looked at. */
  fetch(id: string): Promise<Blob>
}

const patienceMs = 120_000

/** Files of one form, to and from our server. */
export function createFileDoor({ api, submission }: FilePost): FileDoor {
  async function send(questionKey: string, file: Blob, name: string, tell: (share: number) => void) {
    const id = await submission()
    const path = `/submissions/${encodeURIComponent(id)}/files/${encodeURIComponent(questionKey)}`
    return api.authorised((base, session) => put(base + path, session, file, name, tell))
  }

  const fetchFile = (id: string) =>
    api.authorised(async (base, session) => {
      const headers = { authorization: `Bearer ${session}` }
      const response = await fetch(`${base}/uploads/${encodeURIComponent(id)}`, { headers }).catch((failure) => {
        throw new Unreachable(String(failure))
      })
      if (!response.ok) throw new Refused(response.status, 'unknown', response.statusText)
      return response.blob()
    })

  return { send, fetch: fetchFile }
}

/** `fetch` does not tell how far an upload has come. */
function put(
  url: string,
  session: string,
  file: Blob,
  fileName: string,
  tell: (share: number) => void,
): Promise<KeptFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.timeout = patienceMs
    request.responseType = 'json'
    request.setRequestHeader('authorization', `Bearer ${session}`)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(fileName))
    request.upload.addEventListener('progress', ({ loaded, total }) => tell(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const { status, response } = request
      if (status >= 200 && status < 300) resolve(response as KeptFile)
      else reject(refusedBy(status, response as { error?: Refusal } | null))
    })
    for (const name of ['error', 'timeout', 'abort'] as const)
      request.addEventListener(name, () => reject(new Unreachable('The file did not arrive.')))
    request.send(file)
  })
}

interface Refusal {
  code: string
  message: string
  detail?: Record<string, unknown>
}

const refusedBy = (status: number, answer: { error?: Refusal } | null) =>
  new Refused(status, answer?.error?.code ?? 'unknown', answer?.error?.message ?? '', answer?.error?.detail)

/** Why a file was not taken, when sending it once more at once would not help; else null. */
export function refusalOf(failure: unknown): FileRefusal | null {
  if (!(failure instanceof Refused)) return null
  if (failure.status === 413) return 'too_large'
  if (failure.status === 429) return 'too_often'
  const reason = String(failure.detail['reason'])
  return Object.hasOwn(refusalTexts, reason) ? (reason as FileRefusal) : null
}
