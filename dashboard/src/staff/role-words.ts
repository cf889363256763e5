import type { Role } from '../../../bot/staff/contract.ts'
import type { Texts } from '../language.ts'

export const roleWords: Record<Role, Texts> = {
  owner: { ja: '管理者', en: 'Owner' },
  editor: { ja: '編集', en: 'Editor' },
  viewer: { ja: '閲覧', en: 'Viewer' },
}

/** What a role is for, in one sentence. */
export const roleTexts: Record<Role, Texts> = {
  owner: { ja: '設定とスタッフを含め、すべてを変えられます。', en: 'Changes everything, settings and staff included.' },
  editor: {
    ja: '回答の確認、友だち、フォームなどを変えられます。設定は変えられません。',
    en: 'Reviews responses and changes people and forms, but no settings.',
  },
  viewer: { ja: '見るだけです。何も変えられません。', en: 'Looks, and changes nothing.' },
}

/** The role that stands first in a choice. */
export const rolesByWeight: Role[] = ['viewer', 'editor', 'owner']
