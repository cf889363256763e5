import type { Texts } from '../language.ts'
import type { Health } from './useHealth.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Whatever waits longer than this is stuck. */
export const stuckMs = minuteMs
/** Sending is tried again for a while before it is given up. */
const unsentMs = 10 * minuteMs
export const slowMs = 1_000
const backupMs = 7 * dayMs
const freeShareMin = 0.1
const freeBytesMin = 1_000_000_000

/** What on the health page is not as it should be, although nothing has failed; the most pressing first. */
export interface Concern {
  key: 'menus' | 'events' | 'jobs' | 'sending' | 'database' | 'disk' | 'backup' | 'token' | 'mail'
  text: Texts
}

/** What staff should know of before they read that all is well. */
export function concernsOf(health: Health): Concern[] {
  const { checkedAt, waitingMenus, waitingEvents, dueJobs, openDeliveries, openMails, database, token, host } = health
  const since = (at: number | null, ms: number) => at !== null && checkedAt - at > ms
  const people = waitingMenus.reduce((sum, { count }) => sum + count, 0)
  const concerns: (Concern | false)[] = [
    token.failed !== null && {
      key: 'token',
      text: { ja: 'LINEのトークンを取得できません', en: 'LINE gives no token' },
    },
    since(waitingEvents.oldestAt, stuckMs) && {
      key: 'events',
      text: { ja: 'Webhookの処理が滞っています', en: 'Webhooks are not being handled' },
    },
    since(dueJobs.oldestAt, stuckMs) && {
      key: 'jobs',
      text: { ja: '予定の処理が滞っています', en: 'Planned work is not being done' },
    },
    (since(openDeliveries.oldestAt, unsentMs) || since(openMails.oldestAt, unsentMs)) && {
      key: 'sending',
      text: { ja: '送れずに待っているものがあります', en: 'Something waits to be sent' },
    },
    people > 0 && {
      key: 'menus',
      text: {
        ja: `${people.toLocaleString()}人がリッチメニューの切り替えを待っています`,
        en: `${people.toLocaleString()} ${people === 1 ? 'person waits' : 'people wait'} for their rich menu`,
      },
    },
    host !== null &&
      (host.disk.freeBytes < freeBytesMin || host.disk.freeBytes < host.disk.totalBytes * freeShareMin) && {
        key: 'disk',
        text: { ja: 'ディスクの空きが少なくなっています', en: 'The disk is nearly full' },
      },
    database.answeredInMs > slowMs && {
      key: 'database',
      text: { ja: 'データベースの応答が遅くなっています', en: 'The database answers slowly' },
    },
    health.needsBackup &&
      (!host?.backup || since(host.backup.at, backupMs)) && {
        key: 'backup',
        text: host?.backup
          ? { ja: 'バックアップが7日以上前のものです', en: 'The last backup is more than seven days old' }
          : { ja: 'バックアップがまだありません', en: 'There is no backup yet' },
      },
  ]
  return concerns.filter((concern) => concern !== false)
}
