import type { Opened } from './server.ts'

const formats = ['csv_utf8', 'csv_sjis', 'xlsx'] as const
const everyMs = 50

interface Taken {
  format: (typeof formats)[number]
  /** Milliseconds until the first byte, and until the last. */
  first: number
  whole: number
  bytes: number
  /** Bytes by which the server's memory grew at most meanwhile; null where the system does not tell. */
  grown: number | null
}

/** Takes a form's finished submissions out in each format, with all answers and who gave them. */
export async function takeExports(server: Opened, form: string): Promise<Taken[]> {
  const { summary } = (await (await server.get(`forms/${form}/summary`)).json()) as {
    summary: { questions: { key: string }[] }
  }
  const answers = summary.questions.map(({ key }) => `question:${key}`)
  const columns = ['submission:number', 'submission:finished_at', 'person:uid', 'person:member_id', ...answers]
  const taken: Taken[] = []
  for (const format of formats) taken.push(await takeOne(server, { form, format, columns }))
  return taken
}

async function takeOne(
  server: Opened,
  wanted: { form: string; format: Taken['format']; columns: string[] },
): Promise<Taken> {
  const asked = await server.post('exports', { ...wanted, language: 'ja', filters: { state: 'finished' } })
  if (!asked.ok) throw new Error(`The export was refused: ${asked.status} ${await asked.text()}`)
  const { export: made } = (await asked.json()) as { export: { id: string } }
  const before = server.memory()
  let most = before ?? 0
  const watch = setInterval(() => (most = Math.max(most, server.memory() ?? 0)), everyMs)
  const since = performance.now()
  const answer = await server.get(`exports/${made.id}/file`)
  if (!answer.ok || !answer.body) throw new Error(`The export was not sent: ${answer.status}`)
  let first = 0
  let bytes = 0
  for await (const part of answer.body) {
    if (bytes === 0) first = performance.now() - since
    bytes += part.byteLength
  }
  clearInterval(watch)
  return {
    format: wanted.format,
    first,
    whole: performance.now() - since,
    bytes,
    grown: before === null ? null : most - before,
  }
}
