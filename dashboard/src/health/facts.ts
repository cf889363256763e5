import { say, type Texts } from '../language.ts'
import { clockTime, dateTime, shortTime } from '../time.ts'
import type { Concern } from './concerns.ts'
import type { Health } from './useHealth.ts'

/** One figure that tells whether things move. */
export interface Fact {
  icon: string
  label: Texts
  value: string
  note: string
  troubled: boolean
}

const many = (count: number) => say({ ja: `${count.toLocaleString()}件`, en: count.toLocaleString() })
const since = (at: number) => say({ ja: `最も古いもの ${shortTime(at)}`, en: `The oldest: ${shortTime(at)}` })

/** `12.3 GB`; people compare it with what their disk is sold as, so a GB has a thousand MB. */
export function bytesText(bytes: number): string {
  const [divisor, unit] = bytes >= 1e9 ? ([1e9, 'GB'] as const) : ([1e6, 'MB'] as const)
  return `${(bytes / divisor).toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}`
}

/** What the page shows first, in its order: what comes in, what waits, what goes out, what it all rests on. */
export function factsOf(health: Health, concerns: Concern[]): Fact[] {
  const concerned = (...keys: Concern['key'][]) => concerns.some(({ key }) => keys.includes(key))
  return [
    webhookFact(health),
    queueFact(health, concerned('events', 'jobs')),
    sendingFact(health, concerned('sending')),
    tokenFact(health, concerned('token')),
    mailFact(health),
    databaseFact(health, concerned('database')),
    ...(health.host ? [diskFact(health.host, concerned('disk')), backupFact(health.host, concerned('backup'))] : []),
  ]
}

const webhookFact = ({ lastWebhookAt }: Health): Fact => ({
  icon: 'i-lucide-webhook',
  label: { ja: '最後のWebhook', en: 'Last webhook' },
  value: lastWebhookAt ? shortTime(lastWebhookAt) : say({ ja: 'まだありません', en: 'None yet' }),
  note: lastWebhookAt
    ? dateTime(lastWebhookAt)
    : say({ ja: 'LINEから届くとここに出ます', en: 'It shows when LINE sends one' }),
  troubled: false,
})

function queueFact({ waitingEvents, dueJobs }: Health, troubled: boolean): Fact {
  const oldest = waitingEvents.oldestAt ?? dueJobs.oldestAt
  return {
    icon: 'i-lucide-hourglass',
    label: { ja: '処理待ち', en: 'Waiting' },
    value: many(waitingEvents.count + dueJobs.count),
    note: oldest
      ? since(oldest)
      : say({ ja: '届いたものはすべて処理しました', en: 'All that came in has been handled' }),
    troubled,
  }
}

function sendingFact({ openDeliveries, openMails }: Health, troubled: boolean): Fact {
  const oldest = openDeliveries.oldestAt ?? openMails.oldestAt
  return {
    icon: 'i-lucide-send',
    label: { ja: '送信待ち', en: 'To be sent' },
    value: many(openDeliveries.count + openMails.count),
    note: oldest ? since(oldest) : say({ ja: '待っているものはありません', en: 'Nothing waits' }),
    troubled,
  }
}

function tokenFact({ token: { validUntil, failed } }: Health, troubled: boolean): Fact {
  const common = { icon: 'i-lucide-key-round', label: { ja: 'LINEのトークン', en: "LINE's token" }, troubled }
  if (failed) {
    const status = failed.status ?? say({ ja: '応答なし', en: 'no answer' })
    return {
      ...common,
      value: say({ ja: '取得できません', en: 'Not given' }),
      note: `${clockTime(failed.at)} ・ ${status}`,
    }
  }
  return validUntil
    ? {
        ...common,
        value: say({ ja: '有効', en: 'Valid' }),
        note: say({ ja: `${clockTime(validUntil)}まで`, en: `until ${clockTime(validUntil)}` }),
      }
    : {
        ...common,
        value: say({ ja: '未使用', en: 'Not in use' }),
        note: say({ ja: '送信するときに取得します', en: 'Asked for when something is sent' }),
      }
}

const mailWays: Record<Health['mail'], [value: Texts, note: Texts]> = {
  smtp: [
    { ja: '送信できます', en: 'Can be sent' },
    { ja: 'メールサーバー（SMTP）', en: 'Mail server (SMTP)' },
  ],
  mailbox: [
    { ja: 'シミュレーター', en: 'Simulator' },
    { ja: '実際には送信しません', en: 'Nothing leaves for real' },
  ],
  none: [
    { ja: '設定なし', en: 'Not set up' },
    { ja: 'SMTP_URLとMAIL_FROMで設定します', en: 'Set SMTP_URL and MAIL_FROM' },
  ],
}

function mailFact({ mail }: Health): Fact {
  const [value, note] = mailWays[mail]
  return {
    icon: 'i-lucide-mail',
    label: { ja: 'メール', en: 'Mail' },
    value: say(value),
    note: say(note),
    troubled: false,
  }
}

function databaseFact({ database, host }: Health, troubled: boolean): Fact {
  const home =
    database.home === 'embedded' ? say({ ja: '組み込み', en: 'Embedded' }) : say({ ja: 'リモート', en: 'Remote' })
  return {
    icon: 'i-lucide-database',
    label: { ja: 'データベース', en: 'Database' },
    value: say({ ja: '応答あり', en: 'Answering' }),
    note: [home, `${database.answeredInMs} ms`, ...(host ? [bytesText(host.databaseBytes)] : [])].join(' ・ '),
    troubled,
  }
}

function diskFact({ disk, filesBytes }: NonNullable<Health['host']>, troubled: boolean): Fact {
  const files =
    filesBytes === null ? [] : [say({ ja: `ファイル ${bytesText(filesBytes)}`, en: `files ${bytesText(filesBytes)}` })]
  return {
    icon: 'i-lucide-hard-drive',
    label: { ja: 'ディスクの空き', en: 'Free disk space' },
    value: bytesText(disk.freeBytes),
    note: [say({ ja: `全体 ${bytesText(disk.totalBytes)}`, en: `of ${bytesText(disk.totalBytes)}` }), ...files].join(
      ' ・ ',
    ),
    troubled,
  }
}

const backupFact = ({ backup }: NonNullable<Health['host']>, troubled: boolean): Fact => ({
  icon: 'i-lucide-archive',
  label: { ja: '最後のバックアップ', en: 'Last backup' },
  value: backup ? shortTime(backup.at) : say({ ja: 'まだありません', en: 'None yet' }),
  note: backup
    ? `${dateTime(backup.at)} ・ ${bytesText(backup.bytes)}`
    : say({ ja: 'npm run backup で作成します', en: 'npm run backup makes one' }),
  troubled,
})
