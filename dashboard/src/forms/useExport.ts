import { onScopeDispose, ref, type Ref } from 'vue'
import type { ExportFormat } from '../../../bot/forms/export-contract.ts'
import { ApiError, exportsApi, ofAccount, unwrap } from '../api.ts'
import { language } from '../language.ts'

/** `ended`: signed out, or the role was taken away. */
export type ExportStep =
  | { kind: 'idle' }
  | { kind: 'running'; rows: number; expected: number | null }
  | { kind: 'done'; rows: number; lost: string }
  | { kind: 'cancelled' }
  | { kind: 'failed'; ended: boolean; error: unknown }

const askEveryMs = 1_000

/** Writes submissions into a file: asks for it, fetches it, says how far it is, and hands it to the browser when it is whole. */
export function useExport(accountId: Ref<string>) {
  const step = ref<ExportStep>({ kind: 'idle' })
  let running: AbortController | null = null

  async function start(request: {
    form: string
    format: ExportFormat
    columns: string[]
    keyRow: boolean
    purpose?: string
    filters: Record<string, string>
  }) {
    const own = (running = new AbortController())
    step.value = { kind: 'running', rows: 0, expected: null }
    const api = exportsApi(accountId.value).exports
    let id = ''
    try {
      const json = { ...request, language: language.value } as never
      const { export: prepared } = await unwrap(api.$post({ json }))
      id = prepared.id
      step.value = { kind: 'running', rows: 0, expected: prepared.expected }
      const { name, blob } = await fetchFile(id, own.signal)
      const { export: ended } = await unwrap(api[':id'].$get({ param: { id } }))
      if (ended.state !== 'done') throw new Error('The file is not whole')
      hand(blob, name)
      step.value = { kind: 'done', rows: ended.rows, lost: ended.lost }
    } catch (error) {
      if (own.signal.aborted) step.value = { kind: 'cancelled' }
      else step.value = { kind: 'failed', ended: await wasEnded(id, error), error }
    }
    if (running === own) running = null
  }

  async function fetchFile(id: string, signal: AbortSignal) {
    const timer = setInterval(() => void ask(id), askEveryMs)
    try {
      const answer = await fetch(`${ofAccount(accountId.value)}/exports/${id}/file`, { signal })
      if (!answer.ok) throw new ApiError('internal')
      const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'musubi'
      // A file that breaks off in the middle rejects here, so that a short one is never saved.
      return { name, blob: await answer.blob() }
    } finally {
      clearInterval(timer)
    }
  }

  async function ask(id: string) {
    const answer = await unwrap(exportsApi(accountId.value).exports[':id'].$get({ param: { id } })).catch(() => null)
    if (answer && step.value.kind === 'running')
      step.value = { kind: 'running', rows: answer.export.rows, expected: answer.export.expected }
  }

  async function wasEnded(id: string, error: unknown): Promise<boolean> {
    if (error instanceof ApiError && ['unauthenticated', 'forbidden'].includes(error.code)) return true
    if (id === '') return false
    return unwrap(exportsApi(accountId.value).exports[':id'].$get({ param: { id } })).then(
      (answer) => answer.export.state === 'ended',
      (reason: unknown) => reason instanceof ApiError && ['unauthenticated', 'forbidden'].includes(reason.code),
    )
  }

  const cancel = () => running?.abort()
  const reset = () => (step.value = { kind: 'idle' })
  onScopeDispose(cancel)
  return { step, start, cancel, reset }
}

function hand(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads it when it comes to it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
