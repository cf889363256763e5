import { shownNumber } from '../forms/receipt-number.ts'
import { recordMail } from '../mail/record.ts'
import type { Draft } from '../forms/draft.ts'
import { recipientsOf } from '../notices/recipients.ts'
import type { Scope } from '../scope.ts'
import { endAll, endDeed, type WaitingDeed, type WorkedOff } from './rows.ts'

/** A mail about an answer that comes two days later is of no use. */
const usefulMs = 48 * 60 * 60_000

/**
 * The mails of a rule that notifies: which form, which number and where to read it; nothing that a person answered, because
 * mail is read in places that we do not know.
 */
export async function mailStaff(scope: Scope, row: WaitingDeed, submission: Draft): Promise<WorkedOff> {
  const fail = (reason: string) => ({ statements: endAll(scope, [row], { state: 'failed', reason }) })
  if (row.deed.do !== 'mail_staff') return fail('unknown_deed')
  if (scope.mail === null) return fail('mail_no_server')
  const recipients = await recipientsOf(scope, { subjectId: row.submissionId, staff: row.deed.staff })
  if (recipients.length === 0) return fail('no_recipient')
  const mails = await Promise.all(
    recipients.map(({ email }) =>
      recordMail(scope, {
        ...{ accountId: scope.account.id, purpose: 'notice', to: email },
        ...mailOf(scope, row, submission),
        deadlineAt: scope.clock() + usefulMs,
      }),
    ),
  )
  return {
    statements: [
      ...mails.map(({ statement }) => statement),
      endDeed(scope, row.id, { state: 'done', reason: null, sentAs: mails.length === 1 ? mails[0]!.id : null }),
    ],
  }
}

function mailOf(scope: Scope, { on, submissionId }: WaitingDeed, { definition, number }: Draft) {
  const { title } = definition
  const shown = shownNumber(number)
  const link = `${scope.settings.PUBLIC_URL}/accounts/${scope.account.id}/submissions/${submissionId}`
  const isCancelled = on === 'cancelled'
  return {
    subject: isCancelled ? `［${title.ja}］取り消し（受付番号 ${shown}）` : `［${title.ja}］回答（受付番号 ${shown}）`,
    text: [
      isCancelled
        ? `「${title.ja}」の回答（受付番号 ${shown}）が取り消されました。`
        : `「${title.ja}」に回答がありました（受付番号 ${shown}）。`,
      '',
      `内容を見る：${link}`,
      '',
      `${scope.account.name}（Musubiからの自動のお知らせです）`,
      '',
    ].join('\n'),
  }
}
