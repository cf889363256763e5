import { createMiddleware } from 'hono/factory'

/**
 * `unsafe-inline` stands for styles alone: Nuxt UI writes its colours and Reka its scroll areas as style elements,
 * and the page is a static file, which cannot carry a fresh nonce. Scripts are ours only.
 */
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

const headersOf = (policy: string, publicUrl: string): [string, string][] => [
  ['content-security-policy', policy],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ...(publicUrl.startsWith('https:') ? [['strict-transport-security', 'max-age=31536000'] as [string, string]] : []),
]

/** Headers of the dashboard's pages and files: nothing from elsewhere runs in them, and nobody frames them. */
export function pageSecurityHeaders(publicUrl: string) {
  const headers = headersOf(pagePolicy, publicUrl)
  return createMiddleware(async (c, next) => {
    await next()
    for (const [name, value] of headers) c.header(name, value)
  })
}

/** Headers of the staff API: never stored by a cache, never rendered as a page. */
export function apiSecurityHeaders(publicUrl: string) {
  const headers: [string, string][] = [...headersOf(apiPolicy, publicUrl), ['cache-control', 'no-store']]
  return createMiddleware(async (c, next) => {
    await next()
    // A file brings a stricter policy of its own.
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.header(name, value)
  })
}

/** For files and the friends' API: a browser takes nothing for another type than it is sent as. */
export const nosniff = createMiddleware(async (c, next) => {
  await next()
  c.header('x-content-type-options', 'nosniff')
})
