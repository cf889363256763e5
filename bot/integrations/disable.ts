import { and, eq, ne, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { raiseAlert } from '../health/raise-alert.ts'
import { recordMail } from '../mail/record.ts'
import { notifyStaff } from '../notices/notify.ts'
import { recipientsOf } from '../notices/recipients.ts'

/** A mail that comes later finds what it tells of seen or mended. */
const usefulMs = 48 * 60 * 60_000

interface Stopped {
  id: string
  accountId: string
  title: string
  reason: 'gone' | 'failing'
  now: number
}

/**
 * The statements that stop calling an endpoint: it said that it is gone for good, or has taken nothing for five days. Those
 * of the staff who may look after it are told by the bell, owners by mail where mail leaves, everybody by the health page;
 * what waited can be replayed. Undone when it is disabled already.
 */
export async function disableEndpoint(deps: Deps, stopped: Stopped): Promise<Statement[]> {
  const { id, accountId, title, reason, now } = stopped
  const disabled = build
    .update(webhookEndpoints)
    .set({ state: 'disabled', reason, updatedAt: now })
    .where(and(eq(webhookEndpoints.id, id), ne(webhookEndpoints.state, 'disabled')))
  const left = build
    .update(webhookCalls)
    .set({ state: 'failed', reason: 'endpoint_disabled', nextAttemptAt: null, finishedAt: now })
    .where(and(eq(webhookCalls.endpointId, id), sql`${webhookCalls.state} = 'waiting'`))
  const scope = { ...deps, account: { id: accountId } }
  return [
    must(statement(disabled)),
    statement(left),
    raiseAlert({ accountId, kind: 'endpoint_disabled', subject: `${reason} ${title}`, count: 1, now }),
    ...notifyStaff(scope, { kind: 'endpoint', subjectId: id, roles: ['owner', 'editor'] }),
    ...(await mails(deps, stopped)),
  ]
}

/** Only owners can switch it on again. */
async function mails(deps: Deps, { id, accountId, title, reason, now }: Stopped): Promise<Statement[]> {
  const account = deps.mail && (await loadAccount(deps, accountId))
  if (!account) return []
  const owners = await recipientsOf({ ...deps, account }, { subjectId: id, roles: ['owner'] })
  const text = [
    reason === 'gone'
      ? `送信先「${title}」が「もう使われていない（410）」と答えたため、送信を停止しました。`
      : `送信先「${title}」への送信が5日間失敗し続けたため、停止しました。`,
    '停止している間の出来事は記録に残り、再開したあとで送り直せます。',
    '',
    `送信先を確認する：${deps.settings.PUBLIC_URL}/accounts/${accountId}/settings/integrations`,
    '',
    `${account.name}（Musubiからの自動のお知らせです）`,
    '',
  ].join('\n')
  const about = { accountId, purpose: 'notice' as const, subject: `［${title}］送信先が停止しました`, text }
  const recorded = owners.map(({ email }) => recordMail(deps, { ...about, to: email, deadlineAt: now + usefulMs }))
  return (await Promise.all(recorded)).map((mail) => mail.statement)
}
