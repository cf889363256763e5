import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { openOnNode } from '../../db/open-node.ts'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'
import { noRefusals } from '../health/refusals.ts'
import type { Settings } from '../settings.ts'
import { smtpMailer } from '../channels/email/smtp.ts'
import { createCallOut } from './call-out.ts'
import { folderStore } from './file-store.ts'
import { hostOf } from './host.ts'
import { imagesOnThread } from './images.ts'
import { pooledFetch } from './line-fetch.ts'
import { createLog } from './log.ts'
import { filesFolder } from './places.ts'
import { postcodesIn } from './postcodes.ts'
import { createSealerOnNode } from './sealer.ts'
import { verifySignatureOnNode } from './signature.ts'

/**
 * Everything that verbs need from outside, on Node: opens and migrates the database.
 * @param root the folder of the project
 * @throws DatabaseLockedError when another process has the embedded file
 */
export async function createDeps(settings: Settings, root: string): Promise<Deps & { close: () => Promise<void> }> {
  const log = await createLog()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const line = pooledFetch()
  const db = await openOnNode({
    url: settings.DATABASE_URL,
    authToken: settings.DATABASE_AUTH_TOKEN,
    synchronous: settings.DATABASE_SYNCHRONOUS,
    migrations: join(root, 'db/migrations'),
  })
  return {
    settings,
    db,
    fetch: line.fetch,
    callOut: createCallOut(),
    clock: Date.now,
    ids: uuidv7,
    random,
    seal: createSealerOnNode(settings.MUSUBI_SECRET ?? ''),
    verifySignature: verifySignatureOnNode,
    lineTokens: new Map(),
    accountCache: new Map(),
    refusals: noRefusals(),
    log,
    background: (work) =>
      void work.catch((error) => log.error('Background work failed: {error}', { error: withoutValues(error) })),
    mail: smtpMailer(settings),
    files: folderStore(filesFolder(settings, root)),
    images: imagesOnThread(),
    postcodes: postcodesIn(root),
    host: hostOf(settings, root),
    // Until the process has its rounds there is nobody to hurry.
    kick: () => {},
    async close() {
      await db.close()
      line.close()
    },
  }
}
