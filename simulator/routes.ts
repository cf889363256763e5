import { Hono } from 'hono'
import { controlApi } from './api.ts'
import { liffEntry } from './liff.ts'
import { LOST } from './line.ts'
import type { Simulator } from './simulator.ts'

/** As long as a caller that never gives up is kept waiting where the desk plays a time-out. */
const LONGEST_HOLD = 30_000

export interface SimulatorAssets {
  /** A built file of the phone by its path below `simulator/dist`, such as `index.html`; null when there is none. */
  assets: (path: string) => Promise<Response | null> | Response | null
}

/**
 * Everything under `/simulator`: LINE's endpoints (`/line`), LIFF's entry (`/liff`), the phone's control API (`/api`) and the phone.
 * Mount it with `app.route('/simulator', simulatorRoutes(…))`, only while the simulator is on.
 */
export function simulatorRoutes(simulator: Simulator, { assets }: SimulatorAssets): Hono {
  const routes = new Hono()

  routes.all('/line/*', async (c) => {
    const url = new URL(c.req.url)
    url.pathname = url.pathname.slice(url.pathname.indexOf('/line/') + '/line'.length)
    const { method, headers } = c.req.raw
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: await c.req.arrayBuffer() }
    const answer = await simulator.line.fetch(new Request(url, { method, headers, ...body }))
    if (answer.headers.get(LOST)) await silence(c.req.raw.signal)
    return answer
  })
  routes.route('/liff', liffEntry(simulator.desk))
  routes.route('/api', controlApi(simulator))

  routes.get('/*', async (c) => {
    if (c.req.path.endsWith('/simulator')) return c.redirect(`${c.req.path}/`)
    const path = c.req.path.slice(c.req.path.indexOf('/simulator/') + '/simulator/'.length) || 'index.html'
    const file = await assets(path)
    if (file) return file
    return path === 'index.html' ? c.text('The phone is not built yet: vite build simulator/ui', 404) : c.notFound()
  })
  return routes
}

/** Says nothing until the caller gives up. */
const silence = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, LONGEST_HOLD)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })
