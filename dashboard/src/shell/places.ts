/** The entries of the rail; each appears with its first page, in the order that experience set once and for all. */
export const places = [
  {
    name: 'submissions',
    icon: 'i-lucide-clipboard-list',
    label: { ja: '回答・申込', en: 'Responses' },
    short: { ja: '回答', en: 'Responses' },
  },
  {
    name: 'friends',
    icon: 'i-lucide-users-round',
    label: { ja: '友だち・会員', en: 'People' },
    short: { ja: '友だち', en: 'People' },
  },
] as const

export const settingsPlaces = [
  {
    name: 'members',
    icon: 'i-lucide-id-card',
    label: { ja: '会員・ID連携', en: 'Members' },
    short: { ja: '会員', en: 'Members' },
  },
  {
    name: 'member-login',
    icon: 'i-lucide-log-in',
    label: { ja: '会員ログイン', en: 'Member login' },
    short: { ja: 'ログイン', en: 'Login' },
  },
  {
    name: 'health',
    icon: 'i-lucide-heart-pulse',
    label: { ja: '健康診断', en: 'Health' },
    short: { ja: '健康診断', en: 'Health' },
  },
] as const
