import { Hono } from 'hono'
import { validated } from '../../http/validated.ts'
import { apiSecurityHeaders } from '../../http/headers.ts'
import type { Deps } from '../../deps.ts'
import { v1Query } from './contract.ts'
import { docsPage, docsStyle } from './docs.ts'
import { needs, requireKey, type ApiEnv } from './door.ts'
import { formDetailForApi, formsForApi } from './forms.ts'
import { openApi } from './openapi.ts'
import { ApiProblem, answerProblem } from './problem.ts'
import { listForApi, oneForApi } from './submissions.ts'

/**
 * What other systems read, to be mounted at `/v1`. No header lets another page in, so browsers keep it to programs; there is
 * nothing to write.
 */
export function v1Api(deps: Deps) {
  const { PUBLIC_URL } = deps.settings
  return new Hono<ApiEnv>()
    .onError(answerProblem(deps))
    .use(apiSecurityHeaders(PUBLIC_URL))
    .get('/openapi.json', (c) => c.json(openApi(PUBLIC_URL)))
    .get('/docs', (c) => docsPage(c, PUBLIC_URL))
    .get('/docs.css', docsStyle)
    .use(requireKey(deps))
    .get('/forms', needs(deps, 'forms:read'), async (c) => c.json(await formsForApi(c.get('reader'))))
    .get('/forms/:key', needs(deps, 'forms:read'), async (c) =>
      c.json(await formDetailForApi(c.get('reader'), c.req.param('key'))),
    )
    .get('/submissions', needs(deps, 'submissions:read'), validated('query', v1Query), async (c) =>
      c.json(await listForApi(c.get('reader'), c.req.valid('query'))),
    )
    .get('/submissions/:id', needs(deps, 'submissions:read'), async (c) =>
      c.json(await oneForApi(c.get('reader'), c.req.param('id'))),
    )
    .all('*', () => {
      throw new ApiProblem('not_found')
    })
}
