import { createClient } from '@libsql/client/web'
import type { Database } from './database.ts'
import { openRemote } from './remote.ts'

/** Opens a remote libSQL with the driver that needs nothing but `fetch`: the one for Workers. */
export function openOnEdge({ url, authToken }: { url: string; authToken?: string | undefined }): Database {
  return openRemote(createClient({ url, authToken, intMode: 'number' }))
}
