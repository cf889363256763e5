import { sql } from 'drizzle-orm'
import { build, must, statement, template, type Statement } from '../../db/database.ts'
import { ruleDeeds } from '../../db/schema/index.ts'
import type { Delivery } from '../deliveries/record.ts'
import type { Scope } from '../scope.ts'
import type { PlannedDeed } from './deeds-for.ts'

type Row = typeof ruleDeeds.$inferSelect

/** A deed that calls out, as it waits to be worked off. */
export type WaitingDeed = Row

/** What working deeds off writes, and what is to be called afterwards. */
export interface WorkedOff {
  statements: Statement[]
  delivery?: Delivery
}

/** How far a deed is. */
export interface Standing {
  state: Row['state']
  /** Why it was not done; null: it was, or waits. */
  reason: string | null
  /** The delivery that it became. */
  sentAs?: string | null
}

const insertDeed = template<Record<string, unknown>>(
  build.insert(ruleDeeds).values({
    id: sql.placeholder('id'),
    accountId: sql.placeholder('accountId'),
    submissionId: sql.placeholder('submissionId'),
    on: sql.placeholder('on'),
    ruleKey: sql.placeholder('ruleKey'),
    place: sql.placeholder('place'),
    deed: sql.placeholder('deed'),
    state: sql.placeholder('state'),
    reason: sql.placeholder('reason'),
    sentAs: sql.placeholder('sentAs'),
    createdAt: sql.placeholder('now'),
    finishedAt: sql.placeholder('finishedAt'),
  }),
)

/** The row of a deed. Its key makes sure that it is planned once, whatever runs twice: the second batch is undone. */
export function deedRow(
  scope: Scope,
  { submissionId, on }: Pick<Row, 'submissionId' | 'on'>,
  { rule, place, deed }: PlannedDeed,
  { state, reason, sentAs = null }: Standing,
): Statement {
  const now = scope.clock()
  return insertDeed({
    ...{ id: scope.ids(), accountId: scope.account.id, submissionId, on, ruleKey: rule, place, deed, state, reason },
    ...{ sentAs, now, finishedAt: state === 'waiting' ? null : now },
  })
}

/** What became of a deed that waited; undone when somebody else has worked it off. */
export function endDeed(scope: Scope, id: string, { state, reason, sentAs = null }: Standing): Statement {
  return must(
    statement(
      build
        .update(ruleDeeds)
        .set({ state, reason, sentAs, finishedAt: scope.clock() })
        .where(
          sql`${ruleDeeds.id} = ${id} and ${ruleDeeds.accountId} = ${scope.account.id} and ${ruleDeeds.state} = 'waiting'`,
        ),
    ),
  )
}

/** Ends deeds that cannot be done after all. */
export const endAll = (
  scope: Scope,
  deeds: WaitingDeed[],
  standing: { state: 'excluded' | 'failed'; reason: string },
): Statement[] => deeds.map(({ id }) => endDeed(scope, id, standing))
