import type { Role } from '../../../bot/staff/contract.ts'
import type { Texts } from '../language.ts'

export const roleWords: Record<Role, Texts> = {
  owner: { ja: '管理者', en: 'Owner' },
  editor: { ja: '編集', en: 'Editor' },
  viewer: { ja: '閲覧', en: 'Viewer' },
}
