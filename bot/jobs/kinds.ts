import * as v from 'valibot'
import { fillCustomerSearch } from '../customers/search-index.ts'
import { tidySearchSchema, tidySearchTables } from '../erasures/tidy-search.ts'
import { sweepPictures } from '../forms/pictures/sweep.ts'
import { recountForms } from '../forms/recount.ts'
import { refreshProfile } from '../friends/refresh-profile.ts'
import { fillFriendSearch } from '../friends/search-index.ts'
import { tellLineJob } from '../identity-links/tell-line.ts'
import { deleteOld } from '../retention/run.ts'
import { closeDays } from '../insights/close-days.ts'
import { countKnown } from '../insights/known.ts'
import { findMenus } from '../rich-menus/find.ts'
import { switchMenu } from '../rich-menus/switch.ts'
import { workOffDeeds } from '../rules/work.ts'
import type { Scope } from '../scope.ts'
import { fetchContentJob, removeBytesJob } from '../talks/fetch-content.ts'
import { removeBytes, sweepUploads } from '../uploads/sweep.ts'
import type { JobResult } from './run.ts'

const afterSchema = v.object({ after: v.number() })

/** Every kind of job: what its payload looks like and the verb that does it. */
export const jobKinds: Record<string, (scope: Scope, payload: unknown) => Promise<JobResult>> = {
  'forms.recount': (scope) => recountForms(scope),
  'forms.sweep-pictures': (scope) => sweepPictures(scope),
  'friends.refresh-profile': (scope, payload) => refreshProfile(scope, v.parse(v.object({ uid: v.string() }), payload)),
  'friends.fill-search': (scope, payload) => fillFriendSearch(scope, v.parse(afterSchema, payload)),
  'customers.fill-search': (scope, payload) => fillCustomerSearch(scope, v.parse(afterSchema, payload)),
  'uploads.sweep': (scope) => sweepUploads(scope),
  'uploads.remove-bytes': (scope, payload) =>
    removeBytes(scope, v.parse(v.object({ ids: v.array(v.string()) }), payload)),
  'identity-links.tell-line': (scope, payload) =>
    tellLineJob(scope, v.parse(v.object({ linkId: v.string(), uid: v.string(), sealed: v.string() }), payload)),
  'search.tidy': (scope, payload) => tidySearchTables(scope, v.parse(tidySearchSchema, payload)),
  'retention.delete': (scope) => deleteOld(scope),
  'insights.close-days': (scope) => closeDays(scope),
  'insights.count-known': (scope) => countKnown(scope),
  'talks.fetch-content': (scope, payload) =>
    fetchContentJob(scope, v.parse(v.object({ messageId: v.string() }), payload)),
  'talks.remove-bytes': (scope, payload) =>
    removeBytesJob(scope, v.parse(v.object({ ids: v.array(v.string()) }), payload)),
  'rules.work': (scope, payload) =>
    workOffDeeds(
      scope,
      v.parse(
        v.object({ submissionId: v.string(), on: v.picklist(['finished', 'cancelled', 'silent', 'staff']) }),
        payload,
      ),
    ),
  'rich-menus.find': (scope) => findMenus(scope),
  'rich-menus.switch': (scope, payload) => switchMenu(scope, v.parse(v.object({ uid: v.string() }), payload)),
}
