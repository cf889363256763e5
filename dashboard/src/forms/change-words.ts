import type { DraftChange } from '../../../bot/forms/definition-changes.ts'
import type { Texts } from '../language.ts'
import { dateTime } from '../time.ts'

const names: Record<string, Texts> = {
  title: { ja: '題名', en: 'title' },
  description: { ja: '補足', en: 'help text' },
  introduction: { ja: 'はじめの言葉', en: 'introduction' },
  purpose: { ja: '回答の使いみち', en: 'how answers are used' },
  thanks: { ja: 'お礼の言葉', en: 'thanks' },
  next: { ja: 'このあとの案内', en: 'what comes next' },
  option: { ja: '選択肢', en: 'option' },
  row: { ja: '項目', en: 'row' },
  column: { ja: '列', en: 'column' },
  top: { ja: '順位の数', en: 'number of places' },
  required: { ja: '必須', en: 'required' },
  example: { ja: '入力例', en: 'example' },
  lowLabel: { ja: '低い側の言葉', en: 'label at the low end' },
  highLabel: { ja: '高い側の言葉', en: 'label at the high end' },
  yesLabel: { ja: '「はい」の言葉', en: 'label of yes' },
  noLabel: { ja: '「いいえ」の言葉', en: 'label of no' },
  unit: { ja: '単位', en: 'unit' },
  hint: { ja: '見つけ方の案内', en: 'hint' },
  text: { ja: '同意文', en: 'text of the consent' },
  agreeLabel: { ja: '同意の言葉', en: 'label of the consent' },
  version: { ja: '同意文の版', en: 'version of the consent' },
  showWhen: { ja: '表示する条件', en: 'condition' },
  requiredWhen: { ja: '必須にする条件', en: 'when it is required' },
  jumps: { ja: '次に進む先', en: 'where it leads' },
  prefill: { ja: '前からわかっていること', en: 'what is known already' },
  page: { ja: 'ページ', en: 'page' },
  pages: { ja: 'ページ', en: 'pages' },
  endings: { ja: '答えごとの終わり方', en: 'endings' },
  calculations: { ja: '計算', en: 'calculations' },
  hidden: { ja: '隠し項目', en: 'hidden fields' },
  askedMax: { ja: '1回に聞く質問の数', en: 'questions each time' },
  checkPage: { ja: '確認の画面', en: 'check page' },
  registration: { ja: '会員登録', en: 'registration' },
  personal: { ja: '個人情報', en: 'personal data' },
  min: { ja: '最小', en: 'at least' },
  max: { ja: '最大', en: 'at most' },
  closed: { ja: '受け付けない曜日', en: 'days of the week not taken' },
  timeMin: { ja: 'この時刻から', en: 'not before' },
  timeMax: { ja: 'この時刻まで', en: 'not after' },
  other: { ja: '自由に書ける選択肢', en: 'option with words of one’s own' },
  lengthMin: { ja: '最少文字数', en: 'shortest' },
  lengthMax: { ja: '最大文字数', en: 'longest' },
  chosenMin: { ja: '選ぶ数の下限', en: 'fewest options' },
  chosenMax: { ja: '選ぶ数の上限', en: 'most options' },
  filesMax: { ja: 'ファイルの数', en: 'files' },
  kana: { ja: 'ふりがな', en: 'reading' },
  whole: { ja: '姓名を1つの欄に', en: 'whole name' },
  decimals: { ja: '小数', en: 'decimals' },
  digits: { ja: '数字だけ', en: 'digits only' },
  accept: { ja: '受け取るもの', en: 'takes' },
  contact: { ja: '会員の連絡先', en: 'contact' },
  'settings.keyword': { ja: 'キーワード', en: 'keyword' },
  'settings.opensAt': { ja: '受付の開始', en: 'opening' },
  'settings.closesAt': { ja: '受付の終了', en: 'closing' },
  'settings.capacity': { ja: '定員', en: 'capacity' },
  'settings.confirmation': { ja: 'トークへの確認', en: 'confirmation in the chat' },
  'settings.followUpAfter': { ja: '途中の人へのお知らせ（分後）', en: 'reminder of the half-filled (minutes)' },
  'settings.followUpPush': { ja: 'お知らせに通数を使う', en: 'reminders may cost a message' },
  'settings.waitingList': { ja: '空き待ち', en: 'waiting list' },
  'settings.cancelUntil': { ja: '本人による取り消し（何分前まで）', en: 'cancelling by the person (minutes before)' },
  'settings.repeat': { ja: '回答できる回数', en: 'how often one answers' },
}

export const repeatWords: Record<string, Texts> = {
  once: { ja: '1人1回', en: 'Once' },
  edit: { ja: '1人1回（あとから変更できる）', en: 'Once, with changes' },
  many: { ja: '何回でも', en: 'As often as they like' },
}

export const confirmationWords: Record<string, Texts> = {
  none: { ja: '送らない', en: 'None' },
  free: { ja: '無料で送れるときだけ送る', en: 'Only when it is free' },
  push: { ja: 'いつも送る（1通ぶん）', en: 'Always (counts as one message)' },
}

/** What is called how in a change: `lengthMax`. */
export const fieldName = (field: string): Texts => nameOf(field)

/** What is called how: `title.en` is the English title. */
function nameOf(field: string): Texts {
  const [base = '', language] = field.startsWith('settings.') ? [field] : field.split('.')
  const name = names[base] ?? { ja: base, en: base }
  if (language !== 'en') return name
  return { ja: `${name.ja}（英語）`, en: `English ${name.en ?? name.ja}` }
}

function valueOf(field: string, value: string | null): Texts {
  if (value === null) return { ja: 'なし', en: 'none' }
  if (field === 'settings.opensAt' || field === 'settings.closesAt') {
    const at = dateTime(Number(value))
    return { ja: at, en: at }
  }
  if (field === 'settings.confirmation') return confirmationWords[value] ?? { ja: value }
  if (field === 'settings.repeat') return repeatWords[value] ?? { ja: value }
  // Conditions and lists are told in the editor, not here.
  if (/^[[{]/.test(value)) return { ja: 'あり', en: 'some' }
  if (value === 'true') return { ja: 'オン', en: 'on' }
  if (value === 'false') return { ja: 'オフ', en: 'off' }
  return { ja: `「${value}」`, en: `“${value}”` }
}

/** One difference in a sentence, without the question it is about. */
export function changeWords({ kind, field, before, after }: DraftChange): Texts {
  if (field === 'question') {
    if (kind === 'moved')
      return { ja: `${before}番目から${after}番目へ移す`, en: `moves from place ${before} to ${after}` }
    return kind === 'added' ? { ja: '質問を加える', en: 'is added' } : { ja: '質問をなくす', en: 'is removed' }
  }
  if (field === 'rule' && kind === 'added') return { ja: '回答後の動作を加える', en: 'a rule is added' }
  if (field === 'rule')
    return kind === 'removed'
      ? { ja: '回答後の動作をなくす', en: 'a rule is removed' }
      : { ja: '回答後の動作を変える', en: 'a rule changes' }
  const isOption = field === 'option' || field.startsWith('option.')
  if (isOption && kind === 'added') return { ja: `選択肢「${after}」を加える`, en: `new option “${after}”` }
  if (isOption && kind === 'removed') return { ja: `選択肢「${before}」をなくす`, en: `option “${before}” is removed` }
  if (isOption && kind === 'moved')
    return { ja: `選択肢「${before}」を${after}番目へ移す`, en: `option “${before}” moves to place ${after}` }
  const name = nameOf(field)
  if ([before, after].every((value) => value !== null && /^[[{]/.test(value)))
    return { ja: `${name.ja}を変更する`, en: `${name.en ?? name.ja} changed` }
  const [was, is] = [valueOf(field, before), valueOf(field, after)]
  return {
    ja: `${name.ja}：${was.ja} → ${is.ja}`,
    en: `${name.en ?? name.ja}: ${was.en ?? was.ja} → ${is.en ?? is.ja}`,
  }
}
