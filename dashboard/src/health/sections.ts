import { deliveryWords, purposeWords } from '../friends/words.ts'
import { receipt } from '../forms/words.ts'
import type { Texts } from '../language.ts'
import { deedReason, deedWords } from '../rules/words.ts'
import type { Tone } from '../ui/tones.ts'
import { reasonCode, reasonWords } from './reason-words.ts'
import type { Deeds, Health } from './useHealth.ts'
import { alertWords, eventChips, eventWords, jobWords, mailWords, sectionWords } from './words.ts'

/** One kind of thing on the health page. What is no trouble, alerts and mails show only when there are any. */
export interface HealthSection {
  key: keyof typeof sectionWords
  title: Texts
  text: Texts
  trouble: boolean
  count: number
  items: HealthItem[]
  /** Marks all of it as looked at; null where there is nothing to settle. */
  settleAll: HealthAct | null
}

export interface HealthItem {
  key: string
  title: Texts
  at: number
  reason: Texts
  notes: Texts[]
  friend?: { to: string; name: Texts } | undefined
  chip?: { tone: Tone; icon: string; label: Texts } | undefined
  acts: HealthAct[]
}

export interface HealthAct {
  icon: string
  label: Texts
  done: Texts
  run: () => Promise<void>
}

const rerun = (run: HealthAct['run']): HealthAct => ({
  icon: 'i-lucide-rotate-cw',
  label: { ja: 'もう一度実行する', en: 'Run again' },
  done: { ja: '実行を予約しました', en: 'It will run in a moment' },
  run,
})
const settle = (run: HealthAct['run']): HealthAct => ({
  icon: 'i-lucide-check',
  label: { ja: '確認済みにする', en: 'Mark as looked at' },
  done: { ja: '確認済みにしました', en: 'Marked as looked at' },
  run,
})

const settleAll = (run: HealthAct['run']): HealthAct => ({
  icon: 'i-lucide-check-check',
  label: { ja: 'すべて確認済みにする', en: 'Mark all as looked at' },
  done: { ja: 'すべて確認済みにしました', en: 'All are marked as looked at' },
  run,
})

/** What the health page shows, in its order. */
export function healthSections(health: Health, accountId: string, deeds: Deeds): HealthSection[] {
  const section = (key: HealthSection['key'], { count }: { count: number }, items: HealthItem[]): HealthSection => ({
    ...{ key, ...sectionWords[key], trouble: key !== 'excluded', count, items },
    settleAll: key === 'excluded' || count < 2 ? null : settleAll(() => deeds.settleAll(key, health.checkedAt)),
  })
  const { alerts, events, deliveries, mails, rules, jobs, excluded } = health
  const delivered = (row: Delivery, acts: HealthItem['acts']) => deliveryItem(row, friendOf(accountId, row), acts)
  const all = [
    section(
      'alerts',
      alerts,
      alerts.rows.map((row) => alertItem(row, accountId, deeds)),
    ),
    section(
      'events',
      events,
      events.rows.map((row) => eventItem(row, accountId, deeds)),
    ),
    section(
      'deliveries',
      deliveries,
      deliveries.rows.map((row) => delivered(row, [settle(() => deeds.settleDelivery(row.id))])),
    ),
    section(
      'mails',
      mails,
      mails.rows.map((row) => mailItem(row, deeds)),
    ),
    section(
      'rules',
      rules,
      rules.rows.map((row) => ruleItem(row, accountId, deeds)),
    ),
    section(
      'jobs',
      jobs,
      jobs.rows.map((row) => jobItem(row, deeds)),
    ),
    section(
      'excluded',
      excluded,
      excluded.rows.map((row) => delivered(row, [])),
    ),
  ]
  return all.filter(({ key, count }) => count > 0 || !['alerts', 'mails', 'rules', 'excluded'].includes(key))
}

type Row<Kind extends 'alerts' | 'events' | 'deliveries' | 'mails' | 'rules' | 'jobs'> = Health[Kind]['rows'][number]
type Delivery = Row<'deliveries'>

function alertItem(alert: Row<'alerts'>, accountId: string, deeds: Deeds): HealthItem {
  const { label, todo } = alertWords[alert.kind]
  const to = `/accounts/${accountId}/friends/${alert.subject}`
  const isFriend = alert.kind === 'id_token_reused' || (alert.kind === 'link_guessing' && !alert.subject.includes(':'))
  return {
    key: `${alert.kind} ${alert.subject}`,
    title: label,
    at: alert.lastAt,
    reason: todo,
    notes: [
      { ja: `${alert.times}回`, en: `${alert.times} times` },
      alert.kind === 'webhook_refused' ? reasonWords(alert.subject) : subjectWords(alert),
    ],
    friend: isFriend ? { to, name: { ja: '友だちを見る', en: 'See the friend' } } : undefined,
    acts: [settle(() => deeds.settleAlert(alert))],
  }
}

const refusedWords: Record<string, Texts> = {
  expired_key: { ja: '期限切れのキー', en: 'A key that has expired' },
  revoked_key: { ja: '失効したキー', en: 'A key that was revoked' },
  network: { ja: '許可していないIPアドレス', en: 'Another address than those allowed' },
  scope: { ja: '許可していないデータ', en: 'Data that the key may not read' },
  read_only: { ja: '書き込もうとした', en: 'Something was to be written' },
}

/** Guessing is noted by person, member number or address; of the last two only a part of a hash is kept. */
function subjectWords({ kind, subject }: Row<'alerts'>): Texts {
  if (kind === 'api_refused') return refusedWords[subject] ?? { ja: subject }
  // The reason stands before the endpoint's name.
  if (kind === 'endpoint_disabled') return { ja: subject.slice(subject.indexOf(' ') + 1) }
  if (subject.startsWith('member:')) return { ja: '同じ会員番号に対して', en: 'At one member number' }
  if (subject.startsWith('address:')) return { ja: '同じ接続元から', en: 'From one address' }
  return { ja: subject }
}

function eventItem(event: Row<'events'>, accountId: string, deeds: Deeds): HealthItem {
  const failed = event.state === 'failed'
  return {
    key: event.id,
    title: eventWords[event.type] ?? { ja: event.type },
    at: event.receivedAt,
    reason: reasonWords(event.reason),
    notes: [{ ja: event.id }, attempts(event.attempts), ...codeOf(event.reason)],
    friend: friendOf(accountId, event),
    chip: failed ? eventChips.failed : eventChips.quarantined,
    acts: [...(failed ? [rerun(() => deeds.rerunEvent(event.id))] : []), settle(() => deeds.settleEvent(event.id))],
  }
}

const deliveryItem = (delivery: Delivery, friend: HealthItem['friend'], acts: HealthAct[]): HealthItem => ({
  key: delivery.id,
  title: purposeWords[delivery.purpose],
  at: delivery.createdAt,
  reason: reasonWords(delivery.reason),
  notes: [
    ...(delivery.requestId ? [{ ja: `LINE ${delivery.requestId}` }] : []),
    ...(delivery.attempts > 0 ? [attempts(delivery.attempts)] : []),
    ...codeOf(delivery.reason),
  ],
  friend,
  chip: deliveryWords[delivery.state],
  acts,
})

const mailItem = (mail: Row<'mails'>, deeds: Deeds): HealthItem => ({
  key: mail.id,
  title: mailWords[mail.purpose],
  at: mail.finishedAt ?? mail.createdAt,
  reason: reasonWords(mail.reason),
  notes: [...(mail.attempts > 0 ? [attempts(mail.attempts)] : []), ...codeOf(mail.reason)],
  acts: [settle(() => deeds.settleMail(mail.id))],
})

const ruleItem = (row: Row<'rules'>, accountId: string, deeds: Deeds): HealthItem => ({
  key: row.id,
  title: deedWords[row.do].label,
  at: row.at,
  reason: deedReason(row.reason),
  notes: [],
  friend: {
    to: `/accounts/${accountId}/submissions/${row.submissionId}`,
    name: {
      ja: `${row.form.ja} ${receipt(row.number)}`,
      en: `${row.form.en ?? row.form.ja} ${receipt(row.number)}`,
    },
  },
  acts: [settle(() => deeds.settleRule(row.id))],
})

const jobItem = (job: Row<'jobs'>, deeds: Deeds): HealthItem => ({
  key: job.id,
  title: jobWords[job.kind] ?? { ja: job.kind },
  at: job.finishedAt ?? job.createdAt,
  reason: reasonWords(job.reason),
  notes: [attempts(job.attempts), ...codeOf(job.reason)],
  acts: [rerun(() => deeds.rerunJob(job.id)), settle(() => deeds.settleJob(job.id))],
})

const attempts = (count: number): Texts => ({ ja: `${count}回試しました`, en: `${count} attempts` })

function codeOf(reason: string | null): Texts[] {
  const code = reasonCode(reason)
  return code ? [{ ja: code }] : []
}

const friendOf = (
  accountId: string,
  { friendId, displayName, uid }: { friendId: string | null; displayName: string | null; uid: string | null },
) =>
  friendId === null
    ? undefined
    : { to: `/accounts/${accountId}/friends/${friendId}`, name: { ja: displayName ?? uid ?? '' } }
