import type { Statement } from '../../db/database.ts'
import { countOldSubmissions, forgetSubmissions, oldSubmissions } from '../forms/forget.ts'
import type { Scope } from '../scope.ts'
import { countOldEntries, forgetEntries } from '../staff/forget-audit.ts'
import { countOldMessages, forgetMessages, oldMessages } from '../talks/forget.ts'
import type { RetentionKind } from './contract.ts'

type Reader = Pick<Scope, 'db' | 'clock'> & { account: { id: string } }

interface Kind {
  /** How many rows are older than a moment; milliseconds UTC. */
  count: (scope: Reader, olderThan: number) => Promise<number>
  /** The statements that delete some of them, or none when there are none; the last one tells how many. */
  forget: (scope: Scope, olderThan: number, limit: number) => Promise<Statement[]>
}

const submissionsOf = (which: 'unfinished' | 'finished'): Kind => ({
  count: (scope, olderThan) => countOldSubmissions(scope, which, olderThan),
  async forget(scope, olderThan, limit) {
    const ids = await oldSubmissions(scope, which, olderThan, limit)
    return ids.length === 0 ? [] : forgetSubmissions(scope, which, ids, olderThan)
  },
})

/** What each kind of data counts and deletes; the tables are those of their own domains. */
export const kinds: Record<RetentionKind, Kind> = {
  drafts: submissionsOf('unfinished'),
  submissions: submissionsOf('finished'),
  talk_messages: {
    count: countOldMessages,
    async forget(scope, olderThan, limit) {
      const messages = await oldMessages(scope, olderThan, limit)
      return messages.length === 0 ? [] : forgetMessages(scope, messages)
    },
  },
  audit_entries: {
    count: countOldEntries,
    forget: (scope, olderThan, limit) => Promise.resolve([forgetEntries(scope, olderThan, limit)]),
  },
}
