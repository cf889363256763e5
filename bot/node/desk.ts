import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filePath } from '../../db/file-path.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { loadAccount } from '../accounts/load.ts'
import type { MainAccount } from '../accounts/write-main.ts'
import { demoMenus } from '../demo/menus.ts'
import type { Deps } from '../deps.ts'
import { publishMenus } from '../rich-menus/publish.ts'
import { scopeOf } from '../scope.ts'
import type { Mailer } from '../deps.ts'
import { sha256Hex } from '../seal.ts'
import type { Settings } from '../settings.ts'
import { menuPictures } from './demo-pictures.ts'

/** Where the simulator answers in LINE's place. */
export const simulatorUrls = ({ PUBLIC_URL }: Settings) => ({
  LINE_API_URL: `${PUBLIC_URL}/simulator/line`,
  LINE_DATA_API_URL: `${PUBLIC_URL}/simulator/line`,
  LINE_ACCESS_URL: `${PUBLIC_URL}/simulator/line`,
  LINE_LIFF_URL: `${PUBLIC_URL}/simulator/liff`,
})

/** Account `main` while the simulator stands in for LINE: the channel of the settings if there is one, else one made up. */
export async function simulatedAccount(settings: Settings): Promise<MainAccount> {
  const secret = (what: string) => sha256Hex(`musubi simulator ${what} ${settings.MUSUBI_SECRET}`)
  return {
    name: '喫茶むすび',
    channelId: settings.LINE_CHANNEL_ID ?? '2000000001',
    channelSecret: settings.LINE_CHANNEL_SECRET ?? (await secret('channel')).slice(0, 32),
    loginChannelId: settings.LINE_LOGIN_CHANNEL_ID ?? '2000000002',
    loginChannelSecret: settings.LINE_LOGIN_CHANNEL_SECRET ?? (await secret('login channel')).slice(0, 32),
    liffId: settings.LIFF_ID ?? '2000000002-musubi01',
  }
}

export interface Desk {
  simulator: Simulator
  /** Keeps the desk in its file when something has happened on it. */
  save: () => void
}

/** The simulator of this installation, as it was left at the last stop. */
export function openDesk(
  settings: Settings,
  main: MainAccount,
  {
    random,
    ids,
    deliver,
  }: {
    random: (length: number) => Uint8Array
    ids: () => string
    deliver: Parameters<typeof createSimulator>[0]['deliver']
  },
): Desk {
  const simulator = createSimulator({
    publicUrl: settings.PUBLIC_URL,
    clock: Date.now,
    random,
    ids,
    deliver,
    channels: [
      {
        accountId: 'main',
        name: main.name,
        basicId: '@musubi',
        channelId: main.channelId ?? '',
        channelSecret: main.channelSecret ?? '',
        loginChannelId: main.loginChannelId,
        loginChannelSecret: main.loginChannelSecret,
        liffId: main.liffId,
        liffEndpointUrl: `${settings.PUBLIC_URL}/liff/main`,
        webhookUrl: `${settings.PUBLIC_URL}/webhook/main`,
        botUserId: 'U00000000000000000000000000000b07',
      },
    ],
  })
  const path = settings.DATABASE_URL.startsWith('file:')
    ? join(dirname(filePath(settings.DATABASE_URL)), 'simulator.json')
    : null
  if (path) restore(simulator, path)
  let saved = simulator.revision()
  return {
    simulator,
    save() {
      if (!path || simulator.revision() === saved) return
      saved = simulator.revision()
      mkdirSync(dirname(path), { recursive: true })
      // Written beside and renamed, so that a kill leaves the old file whole.
      writeFileSync(`${path}.new`, JSON.stringify(simulator.snapshot()))
      renameSync(`${path}.new`, path)
    },
  }
}

/** Mail arrives on the desk while there is no SMTP server. */
export const mailboxOf = ({ simulator }: Pick<Desk, 'simulator'>): Mailer => ({
  async send(mail) {
    simulator.receiveMail(mail)
    return { kind: 'accepted' }
  },
})

/**
 * Brings the demo's rich menus to the simulator, the way in which `npm run line:connect` brings them to LINE.
 * @param root the folder of the project
 */
export async function publishToDesk(deps: Deps, root: string): Promise<void> {
  const account = await loadAccount(deps, 'main')
  if (!account || deps.settings.MUSUBI_DEMO === 'off') return
  const liffUrl = `${deps.settings.LINE_LIFF_URL}/${account.liffId}`
  const menus = demoMenus({ liffUrl, pictures: await menuPictures(root) })
  const { problem } = await publishMenus(scopeOf(deps, account, { kind: 'system' }), menus)
  if (problem) deps.log.error('The rich menus were not published: {step} {reason}', problem)
}

function restore(simulator: Simulator, path: string): void {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    // No file yet: an empty desk.
    return
  }
  simulator.restore(JSON.parse(text))
}
