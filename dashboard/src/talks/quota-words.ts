import type { Texts } from '../language.ts'

/** How many messages of the month are left, in words; undefined: it is being asked, null: LINE did not say. */
export function leftOf(quota: { left: number | null; limit: number | null } | null | undefined): {
  more: Texts | null
  warn: boolean
} {
  if (quota === undefined) return { more: null, warn: false }
  if (quota === null)
    return { more: { ja: '今月の残り通数は確認できません', en: 'How many are left is not known' }, warn: false }
  if (quota.left === null) return { more: { ja: '今月の通数に上限なし', en: 'No limit this month' }, warn: false }
  const left = quota.left.toLocaleString()
  return {
    more: {
      ja: `今月の残り ${left}通（${quota.limit?.toLocaleString()}通中）`,
      en: `${left} of ${quota.limit?.toLocaleString()} left this month`,
    },
    warn: quota.left === 0,
  }
}
