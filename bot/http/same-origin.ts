import { createMiddleware } from 'hono/factory'
import { forbidden } from '../errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses a change that a foreign page could have caused: it must be JSON, CSV or a picture, none of which a form can send as such, and come from
 * one of our own pages, for which the browser vouches in headers that no page can set.
 */
export function sameOriginOnly(publicUrl: string) {
  return createMiddleware(async (c, next) => {
    if (!safeMethods.has(c.req.method)) {
      if (!isOwnPage(c.req.raw, publicUrl)) throw forbidden('Only our own pages may change anything')
      if (!isNoForm(c.req.header('content-type')))
        throw forbidden(
          'A change must be sent as application/json, a file of members as text/csv, a picture as what it is',
        )
    }
    await next()
  })
}

/** Besides the public address this machine's own names count, so that 127.0.0.1 works where localhost is the public one. */
function isOwnPage(request: Request, publicUrl: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  if (origin === null) return false
  const called = new URL(request.url)
  return origin === new URL(publicUrl).origin || (loopback.has(called.hostname) && origin === called.origin)
}

const isNoForm = (contentType: string | undefined) =>
  ['application/json', 'text/csv', 'image/png', 'image/jpeg'].includes(
    contentType?.split(';')[0]?.trim().toLowerCase() ?? '',
  )
