import * as v from 'valibot'
import { and, eq } from 'drizzle-orm'
import { accounts, formDrafts, formVersions, forms } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Scope } from '../scope.ts'
import { auditStatement } from '../staff/audit.ts'
import { grantIn } from '../staff/contract.ts'
import { grantsOf } from '../staff/grants.ts'
import type { FormDefinition } from './contract.ts'
import { editedForm } from './edited-form.ts'

/** A link to a draft is for the phone that lies beside, not for passing on. */
const validMs = 60 * 60_000

/** What a link to a draft says, sealed: nobody but us can write one, or read whose it is. */
const passSchema = v.tuple([v.literal('trial'), v.string(), v.string(), v.string(), v.number()])

/** A draft on somebody's own phone. */
export interface Trial {
  /** Another one: the draft has changed since. */
  stamp: string
  definition: FormDefinition
}

/**
 * A link with which staff try what they are writing on their own phone, before anybody else can see it. It holds for an hour,
 * for this form alone, and only as long as they work for the account; nothing that is tried with it is ever an answer.
 * @returns where it opens: in LINE where the account has a mini-app, else in the phone's browser
 */
export async function makeTrial(scope: StaffScope, key: string): Promise<{ link: string; until: number }> {
  const { id } = await editedForm(scope, key)
  const until = scope.clock() + validMs
  const pass: v.InferOutput<typeof passSchema> = ['trial', scope.account.id, id, scope.actor.staffId, until]
  const path = `/trials/${inAddress(await scope.seal.seal(JSON.stringify(pass)))}`
  await scope.db.write([auditStatement(scope, 'form.trial_made', id, { key, until })])
  const row = await scope.db.orm
    .select({ liffId: accounts.liffId })
    .from(accounts)
    .where(eq(accounts.id, scope.account.id))
    .get()
  const { LINE_LIFF_URL, PUBLIC_URL } = scope.settings
  const base = row?.liffId ? `${LINE_LIFF_URL}/${row.liffId}` : `${PUBLIC_URL}/liff/${scope.account.id}`
  return { link: base + path, until }
}

/** What such a link shows now: the draft, or what was published of it; null when it leads nowhere any more. */
export async function openTrial(scope: Scope, given: string): Promise<Trial | null> {
  const pass = await readPass(scope, given)
  if (!pass) return null
  const [, accountId, formId, staffId, until] = pass
  if (accountId !== scope.account.id || until <= scope.clock()) return null
  const grant = grantIn(await grantsOf(scope, staffId), accountId)
  if (!grant || grant.role === 'viewer') return null
  const row = await scope.db.orm
    .select({
      version: forms.version,
      revision: formDrafts.revision,
      draft: formDrafts.draft,
      definition: formVersions.definition,
    })
    .from(forms)
    .leftJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .leftJoin(formDrafts, eq(formDrafts.formId, forms.id))
    .where(and(eq(forms.id, formId), eq(forms.accountId, accountId)))
    .get()
  const definition = row?.draft?.definition ?? row?.definition
  return row && definition ? { stamp: `${row.version}.${row.revision ?? 0}`, definition } : null
}

async function readPass({ seal }: Scope, given: string) {
  try {
    const read = v.safeParse(passSchema, JSON.parse(await seal.open(fromAddress(given))))
    return read.success ? read.output : null
  } catch {
    // Nothing that we have written.
    return null
  }
}

/** As it can stand in an address, and back. */
const inAddress = (sealed: string) => sealed.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const fromAddress = (given: string) => given.replaceAll('-', '+').replaceAll('_', '/')
