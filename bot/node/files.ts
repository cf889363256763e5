import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { nosniff, pageSecurityHeaders } from '../http/headers.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** Built files have their content in their names, pages do not. */
function cacheControl(path: string): string {
  return /\/assets\//.test(path) ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'
}

/** The built front ends: the mini-app's files, and the dashboard with its one page for every address. */
export function frontEnds(root: string, publicUrl: string) {
  const dashboard = join(root, 'dashboard/dist')
  const onFound = (path: string, c: { header: (name: string, value: string) => void }) =>
    c.header('cache-control', cacheControl(path))
  return (
    new Hono()
      .use(compress())
      .use(nosniff)
      .use(
        '/liff/static/*',
        serveStatic({
          root: join(root, 'liff/dist'),
          rewriteRequestPath: (path) => path.replace('/liff/static', ''),
          onFound,
        }),
      )
      // What is not there, or not switched on, is no page of the dashboard.
      .all('/liff/*', (c) => c.notFound())
      .all('/simulator/*', (c) => c.notFound())
      .all('/webhook/*', (c) => c.notFound())
      .use('*', pageSecurityHeaders(publicUrl))
      .use('*', serveStatic({ root: dashboard, onFound }))
      .get('*', async (c) => {
        c.header('cache-control', 'no-cache')
        return c.html(await readFile(join(dashboard, 'index.html'), 'utf8'))
      })
  )
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
  png: 'image/png',
}

/** Reads one file of a folder as a response; null when there is none, or when the path leaves the folder. */
export async function fileIn(folder: string, path: string): Promise<Response | null> {
  const whole = normalize(join(folder, path))
  if (!whole.startsWith(normalize(folder) + sep)) return null
  try {
    const type = types[whole.split('.').pop() ?? ''] ?? 'application/octet-stream'
    return new Response(await readFile(whole), {
      headers: { 'content-type': type, 'cache-control': cacheControl(path) },
    })
  } catch {
    return null
  }
}
