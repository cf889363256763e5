import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { MusubiError } from '../errors.ts'
import { fileBytesMax } from '../uploads/contract.ts'

/** The longest answer has 5,000 characters; whoever sends more than this sends no form. */
const bytesMax = 64 * 1024
/** A line of a member takes about 200 bytes: a hundred thousand of them. */
const importBytesMax = 20 * 1024 * 1024
/** A form of two hundred questions with long lists of options, in two languages. */
const draftBytesMax = 1024 * 1024

/** Far more than LINE takes, so that whoever sends a photo as it is reads how large a menu's picture may be. */
const menuPictureBytesMax = 10 * 1024 * 1024

const limitOf = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new MusubiError('too_large', `A request has at most ${maxSize} bytes here`, { bytesMax: maxSize })
    },
  })

const usual = limitOf(bytesMax)
/** Requests that are files. */
const larger = [
  { method: 'PUT', path: /^\/liff\/api\/[^/]+\/submissions\/[^/]+\/files\/[^/]+$/, limit: limitOf(fileBytesMax) },
  { method: 'POST', path: /^\/api\/accounts\/[^/]+\/members\/import$/, limit: limitOf(importBytesMax) },
  {
    method: 'PUT',
    path: /^\/api\/accounts\/[^/]+\/rich-menus\/[^/]+\/draft\/picture$/,
    limit: limitOf(menuPictureBytesMax),
  },
  { method: 'POST', path: /^\/api\/accounts\/[^/]+\/forms\/[^/]+\/pictures$/, limit: limitOf(fileBytesMax) },
  { method: 'PUT', path: /^\/api\/accounts\/[^/]+\/forms\/[^/]+\/draft$/, limit: limitOf(draftBytesMax) },
]

/** How much a request may carry, by what it is for. The webhook has its own limit. */
export const bodyLimits = createMiddleware((c, next) => {
  const file = larger.find(({ method, path }) => method === c.req.method && path.test(c.req.path))
  return (file?.limit ?? usual)(c, next)
})
