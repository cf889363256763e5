import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import { servePicture } from './serve.ts'

/** Pictures beside options, for people, for LINE's servers and for the preview of staff alike. */
export const pictureLiffRoutes = (deps: Deps) =>
  new Hono().get('/liff/:accountId/pictures/:id', (c) => servePicture(deps, c.req.param()))
