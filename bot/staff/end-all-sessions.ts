import { build, statement, type Statement } from '../../db/database.ts'
import { staffSessions, staffVerifications } from '../../db/schema/index.ts'

/** Signs everybody out of the dashboard, and makes every link void that would sign somebody in. */
export const endAllStaffSessions = (): Statement[] => [
  statement(build.delete(staffSessions)),
  statement(build.delete(staffVerifications)),
]
