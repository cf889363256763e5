import type { FormulaProblem } from '../../../bot/forms/formula-text.ts'
import type { Texts } from '../language.ts'

/** Why a formula cannot be read, and what to do about it. */
export function formulaWords({ code, text }: FormulaProblem): Texts {
  switch (code) {
    case 'empty':
      return { ja: '式を入力してください', en: 'Please write a formula' }
    case 'ended':
      return {
        ja: '式がとちゅうで終わっています。かっこや数を確かめてください',
        en: 'The formula ends too early: look at brackets and numbers',
      }
    case 'unknown_name':
      return { ja: `「${text}」という質問や計算はありません`, en: `There is no “${text}”` }
    case 'unknown_verb':
      return {
        ja: `「${text}」は使えません。四捨五入・切り捨て・切り上げ・最小・最大・もし が使えます`,
        en: `“${text}” is not known: there are round, floor, ceiling, min, max and if`,
      }
    case 'unexpected':
      return { ja: `「${text}」のところが読めません`, en: `“${text}” cannot be read there` }
  }
}
