import type { Deps, OutgoingAnswer } from '../deps.ts'

const readMax = 64 * 1024

/**
 * Calls an address that staff wrote down, from Workers: `fetch` there has no way into anybody's own network, and none to
 * look at the address that a name leads to, so the check of the address's text (`integrations/target.ts`) is all there is.
 */
export const callOutAtEdge: Deps['callOut'] = async ({ url, headers, body, timeoutMs }): Promise<OutgoingAnswer> => {
  const late = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: late })
    await readSome(answer)
    return { kind: 'answered', status: answer.status }
  } catch {
    return { kind: 'failed', reason: late.aborted ? 'timeout' : 'unreachable' }
  }
}

async function readSome({ body }: Response): Promise<void> {
  let bytes = 0
  for await (const part of body ?? []) {
    bytes += part.length
    if (bytes > readMax) return
  }
}
