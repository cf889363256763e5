import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import { formByKey } from '../forms/load.ts'
import type { Texts } from '../forms/contract.ts'
import type { Scope } from '../scope.ts'
import { satisfaction, visit } from './forms.ts'
import { loadDemoMembers } from './members.ts'
import { publishUntouched } from './publish-untouched.ts'
import { seminar, seminarSettings } from './seminar.ts'

export const demoGreeting: Texts = {
  ja: '友だち追加ありがとうございます。喫茶むすびです。\n「アンケート」と送ると、1分のアンケートが始まります。「セミナー」でコーヒー教室のお申し込みもできます。下のメニューからもどうぞ。',
  en: 'Thank you for adding Café Musubi. Send “アンケート” to start a one-minute survey, “セミナー” to sign up for our coffee class, or use the menu below.',
}

/** Puts the demo's forms, greeting and members into an account. Doing it again changes nothing that staff have changed since. */
export async function loadDemo(scope: Scope): Promise<void> {
  await publishUntouched(scope, { key: 'visit', keyword: 'アンケート', definition: visit })
  await publishUntouched(scope, { key: 'satisfaction', definition: satisfaction })
  const isNew = (await formByKey(scope, 'seminar')) === undefined
  // Staff may have changed its settings since.
  const settings = isNew ? { settings: seminarSettings } : {}
  await publishUntouched(scope, { key: 'seminar', keyword: 'セミナー', definition: seminar, ...settings })
  await scope.db.write([
    statement(
      build
        .update(accounts)
        .set({ greeting: demoGreeting, updatedAt: scope.clock() })
        .where(and(eq(accounts.id, scope.account.id), isNull(accounts.greeting))),
    ),
  ])
  await loadDemoMembers(scope)
  scope.accountCache.delete(scope.account.id)
}
