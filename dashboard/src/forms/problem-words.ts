import type { DefinitionProblem } from '../../../bot/forms/definition-problems.ts'
import type { Texts } from '../language.ts'

/** What keeps a form from being published, and what to do about it. */
export function problemWords({ code, about }: DefinitionProblem): Texts {
  switch (code) {
    case 'empty':
      return { ja: '入力してください', en: 'Please fill this in' }
    case 'too_long':
      return { ja: `${about}文字以内にしてください`, en: `At most ${about} characters, please` }
    case 'same_label':
      return {
        ja: '同じ名前の選択肢があります。トークで答えるときに見分けられません',
        en: 'Another option has this name: in the chat nobody could tell them apart',
      }
    case 'decider_unknown':
      return {
        ja: 'この質問を出すかどうかを決める質問がなくなっています',
        en: 'The question that decides whether this one is asked is gone',
      }
    case 'decider_later':
      return {
        ja: `「${about}」の答えで出るかどうかが決まるため、それより後に置いてください`,
        en: `Whether it is asked depends on “${about}”: it has to come after it`,
      }
    case 'option_unknown':
      return {
        ja: `この質問を出す条件が、「${about}」からなくなった選択肢を見ています`,
        en: `Whether it is asked depends on an option that “${about}” does not have any more`,
      }
    case 'min_above_max':
      return { ja: '上限が下限より小さくなっています', en: 'The upper bound lies below the lower one' }
    case 'step_too_wide':
      return {
        ja: '0より大きく、上限と下限の差より小さいきざみにしてください',
        en: 'A step above 0 that fits between both ends, please',
      }
    case 'more_than_options':
      return { ja: '選択肢の数より多くなっています', en: 'There are not so many options' }
    case 'ends_before':
      return { ja: '終了を開始より後にしてください', en: 'The end has to come after the beginning' }
    case 'not_whole':
      return { ja: '1以上の整数を入力してください', en: 'A whole number of at least 1, please' }
    case 'out_of_bounds':
      return { ja: `${about}の間で入力してください`, en: `Please choose from ${about}` }
    case 'keyword_empty':
      return { ja: '文字を入力してください', en: 'Please enter letters or digits' }
    case 'keyword_reserved':
      return {
        ja: '回答の途中で使う言葉（戻る・やめるなど）と同じため、使えません',
        en: 'This word steers a survey (back, stop and the like) and cannot begin one',
      }
    case 'invalid':
      return { ja: 'この内容では公開できません', en: 'It cannot be published like this' }
  }
}

export const keywordTaken: Texts = {
  ja: 'ほかのフォームが同じキーワードを使っています（全角・半角やかなの違いは区別しません）',
  en: 'Another form has this keyword (widths and kinds of kana make no difference)',
}
