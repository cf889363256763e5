import * as v from 'valibot'
import { refreshProfile } from '../friends/refresh-profile.ts'
import type { Scope } from '../scope.ts'
import type { JobResult } from './run.ts'

/** Every kind of job: what its payload looks like and the verb that does it. */
export const jobKinds: Record<string, (scope: Scope, payload: unknown) => Promise<JobResult>> = {
  'friends.refresh-profile': (scope, payload) => refreshProfile(scope, v.parse(v.object({ uid: v.string() }), payload)),
}
