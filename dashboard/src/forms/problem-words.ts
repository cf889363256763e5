import type { DefinitionProblem } from '../../../bot/forms/definition-problems.ts'
import type { Texts } from '../language.ts'

/** What keeps a form from being published, and what to do about it. */
export function problemWords({ code, about }: Pick<DefinitionProblem, 'code' | 'about'>): Texts {
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
    case 'other_taken':
      return {
        ja: '自由に書ける「その他」と区別できません。この選択肢を消すか、新しい選択肢として作り直してください',
        en: 'It cannot be told apart from “Other” with words of one’s own: remove this option, or make it anew',
      }
    case 'decider_unknown':
      return {
        ja: 'ここで使っている質問がなくなっています',
        en: 'The question that is used here is gone',
      }
    case 'decider_later':
      return {
        ja: `「${about}」の答えで出るかどうかが決まるため、それより後に置いてください`,
        en: `Whether it is asked depends on “${about}”: it has to come after it`,
      }
    case 'option_unknown':
      return {
        ja: `この条件は、「${about}」からなくなった選択肢を見ています`,
        en: `This condition looks at an option that “${about}” does not have any more`,
      }
    case 'value_unfit':
      return {
        ja: `この条件は、いまの「${about}」の答えとは比べられません`,
        en: `This condition compares what answers to “${about}” never are`,
      }
    case 'value_missing':
      return { ja: '比べる値を選ぶか、入力してください', en: 'Please choose or enter what it is compared with' }
    case 'other_gone':
      return { ja: '比べる相手の質問がなくなっています', en: 'The question that it is compared with is gone' }
    case 'other_later':
      return {
        ja: `「${about}」と比べるため、それより後に置いてください`,
        en: `It is compared with “${about}” and has to come after it`,
      }
    case 'other_unfit':
      return {
        ja: `「${about}」とは比べられません。日付と日付、数字と数字のように、同じ種類の答えを選んでください`,
        en: `It cannot be compared with “${about}”: choose days with days, numbers with numbers`,
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
    case 'waits_twice':
      return {
        ja: '枠を選ぶ質問があるときは、フォーム全体のキャンセル待ちを使えません。ここをオフにして、枠の質問の「満席の枠でキャンセル待ちを受け付ける」をオンにしてください',
        en: 'A form with slots to choose has no waiting list of its own. Turn this off, and let people wait for a slot in the question with the slots',
      }
    case 'seats_unknown':
      return { ja: '人数をたずねる質問がなくなっています', en: 'The question that asks how many come is gone' }
    case 'seats_unfit':
      return {
        ja: `「${about}」は人数に使えません。個人情報ではない「数」の質問にして、最小を1以上、小数なしにしてください`,
        en: `“${about}” cannot say how many come: it has to be a whole number of at least 1 that is not personal`,
      }
    case 'seats_later':
      return {
        ja: `人数分空いている枠だけを選べるように、「${about}」をこの質問より前に置いてください`,
        en: `“${about}” has to come before it, so that only slots with room for all can be chosen`,
      }
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
    case 'key_reserved':
      return {
        ja: `「${about}」は使えません。別の名前にしてください`,
        en: `“${about}” cannot be used: please choose another name`,
      }
    case 'same_key':
      return { ja: '同じ名前がもう1つあります', en: 'Another one has the same name' }
    case 'jump_unknown':
      return { ja: '移動先の質問がなくなっています', en: 'The question that it leads to is gone' }
    case 'jump_back':
      return {
        ja: `「${about}」は前の質問です。移動先は、この質問より後にしてください`,
        en: `“${about}” comes earlier: a way can only lead forward`,
      }
    case 'fact_unknown':
      return { ja: `「${about}」がなくなっています`, en: `“${about}” is gone` }
    case 'fact_unfit':
      return { ja: `「${about}」の答えは、計算に使える数字ではありません`, en: `“${about}” gives no number` }
    case 'formula_unread':
      return { ja: '式が読めません。書き直してください', en: 'The formula cannot be read: please write it anew' }
    case 'value_later':
      return {
        ja: `「${about}」は、この計算より後で計算されます`,
        en: `“${about}” is calculated only after this one`,
      }
    case 'page_unknown':
      return { ja: 'このページがなくなっています', en: 'This page is gone' }
    case 'page_apart':
      return { ja: '同じページの質問は、続けて並べてください', en: 'Questions of one page have to stand together' }
    case 'variable_unknown':
      return {
        ja: `差し込む項目「${about}」が見つかりません`,
        en: `There is nothing called “${about}” to fill in`,
      }
    case 'variable_later':
      return { ja: `「${about}」は、ここではまだ答えられていません`, en: `“${about}” is not answered yet here` }
    case 'prefill_unfit':
      return {
        ja: 'この種類の質問には、あらかじめ入れられません',
        en: 'This kind of question cannot be filled in before',
      }
    case 'picture_unknown':
      return {
        ja: 'この画像はもうありません。選び直してください',
        en: 'This picture is gone: please choose another one',
      }
    case 'unreachable':
      return { ja: 'この質問には、だれもたどり着きません', en: 'Nobody ever gets to this question' }
    case 'never_shown':
      return { ja: 'この質問を出す条件は、けっして成り立ちません', en: 'No answers make this question appear' }
    case 'never_holds':
      return { ja: 'この条件は、けっして成り立ちません', en: 'No answers fulfil this condition' }
    case 'way_empty':
      return { ja: '何も答えずに終わる進み方があります', en: 'There is a way on which nothing is asked' }
    case 'page_empty':
      return { ja: 'このページには質問がありません', en: 'There is no question on this page' }
    case 'page_in_chat':
      return {
        ja: 'トークでは、この質問だけ入力ページを開いて答えます',
        en: 'In the chat, this question opens a page to be answered',
      }
    case 'braces':
      return {
        ja: '{{ }} の中は差し込む項目ではないため、このまま出ます',
        en: 'What stands in {{ }} is no variable: it is shown as it is',
      }
    case 'no_english':
      return { ja: '英語の文がありません。日本語のまま出ます', en: 'There is no English: the Japanese is shown' }
    case 'no_consent':
      return {
        ja: `「${about}」で個人情報をたずねていますが、目的の説明や同意の質問がありません`,
        en: `“${about}” asks for personal data, but nothing says what for, or asks for consent`,
      }
    case 'asked_once':
      return {
        ja: '少しずつたずねるには、「何度でも回答できる」にしてください',
        en: 'To ask a little each time, let people answer as often as they like',
      }
    case 'one_day':
      return {
        ja: '選べるのは1日だけです。「この日から」「この日まで」を確かめてください',
        en: 'Only one day can be chosen: look at where it begins and ends',
      }
    case 'blank_number':
      return {
        ja: `「${about}」が未回答だと、この計算は空になります。0とするには「答えていない質問は0として計算する」を選んでください`,
        en: `It stays empty while “${about}” is not answered: choose “Unanswered counts 0” to count it as 0`,
      }
    case 'invalid':
      return { ja: 'この内容では公開できません', en: 'It cannot be published like this' }
  }
}

export const keywordTaken: Texts = {
  ja: 'ほかのフォームが同じキーワードを使っています（全角・半角やかなの違いは区別しません）',
  en: 'Another form has this keyword (widths and kinds of kana make no difference)',
}
