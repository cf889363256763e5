import type { ForeignName } from '../../../bot/forms/form-file.ts'
import type { Texts } from '../language.ts'

/** Why a file is not taken as a whole. */
export const fileReasons: Record<'no_json' | 'no_form' | 'newer' | 'too_long', Texts> = {
  no_json: {
    ja: 'ファイルを読めません。書き出したままの .json を選んでください',
    en: 'It cannot be read: please choose the .json as it was exported',
  },
  no_form: { ja: 'フォームのファイルではありません', en: 'It is not the file of a form' },
  newer: {
    ja: '新しい版で書き出したファイルです。こちらを新しくしてから取り込んでください',
    en: 'It was written by a newer version: please update first',
  },
  too_long: { ja: 'ファイルが大きすぎます', en: 'The file is too large' },
}

/** What a form can name that only one installation has. */
export const foreignWords: Record<ForeignName['kind'], Texts> = {
  tag: { ja: 'タグ', en: 'Tag' },
  attribute: { ja: '項目', en: 'Field' },
  menu: { ja: 'リッチメニュー', en: 'Rich menu' },
  endpoint: { ja: '連携先', en: 'Endpoint' },
  staff: { ja: 'スタッフ', en: 'Staff' },
  picture: { ja: '画像', en: 'Picture' },
}
