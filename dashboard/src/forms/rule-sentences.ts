import type { FormDefinition } from '../../../bot/forms/contract.ts'
import type { FormRule, RuleDeed, RuleValue } from '../../../bot/rules/contract.ts'
import { menuName } from '../rich-menus/words.ts'
import { say } from '../language.ts'
import { factsBefore } from './condition-facts.ts'
import { whenWords } from './condition-words.ts'
import type { Names } from './useNames.ts'

/** Longer texts are cut: the sentence says which message it is, not all of it. */
const quotedMax = 40

/** When a rule does something: on which event, and on which answers. */
export function ruleWhen({ on, when }: FormRule, definition: FormDefinition): string {
  const words = when && whenWords(when, factsBefore(definition, null))
  const event =
    on === 'cancelled'
      ? say({ ja: '申込が取り消されたら', en: 'When it was taken back' })
      : say({ ja: '回答が完了したら', en: 'When an answer is complete' })
  return words ? say({ ja: `${event}（${words}）`, en: `${event}, ${words}` }) : event
}

/** A rule as a sentence: 回答が完了したら → タグ「深煎り好き」をつける. */
export function ruleWords(rule: FormRule, definition: FormDefinition, names: Names): string {
  const deeds = rule.deeds.map((deed) => deedWords(deed, definition, names)).join(say({ ja: '、', en: ', ' }))
  return `${ruleWhen(rule, definition)} → ${deeds}`
}

/** One thing that happens, with what it is about. */
export function deedWords(deed: RuleDeed, definition: FormDefinition, names: Names): string {
  switch (deed.do) {
    case 'add_tag':
      return say({ ja: `タグ「${names.tag(deed.tag)}」をつける`, en: `add the tag “${names.tag(deed.tag)}”` })
    case 'remove_tag':
      return say({ ja: `タグ「${names.tag(deed.tag)}」を外す`, en: `remove the tag “${names.tag(deed.tag)}”` })
    case 'set_attribute': {
      const [field, value] = [names.attribute(deed.attribute), sourceOf(deed.value, definition)]
      return say({ ja: `項目「${field}」に${value}を書き込む`, en: `write ${value} into the field “${field}”` })
    }
    case 'show_menu': {
      const name = say(menuName(deed))
      if (deed.menu === null) return say({ ja: 'いつものリッチメニューに戻す', en: 'show the usual rich menu again' })
      return say({ ja: `リッチメニューを「${name}」に変える`, en: `change the rich menu to “${name}”` })
    }
    case 'send_message': {
      const text = cut(say(deed.text))
      return deed.push
        ? say({ ja: `「${text}」と送る（1通分を使ってもよい）`, en: `send “${text}” (may cost a message)` })
        : say({ ja: `「${text}」と送る（無料で送れるときだけ）`, en: `send “${text}” (only for nothing)` })
    }
    case 'notify_staff': {
      const ja = deed.staff?.map((id) => `${names.staff(id)}さん`).join('・') ?? 'スタッフ全員'
      const en = deed.staff?.map(names.staff).join(', ') ?? 'all staff'
      const [byMail, mail] = deed.byMail ? ['（メールでも）', ' (by mail too)'] : ['', '']
      return say({ ja: `${ja}に知らせる${byMail}`, en: `tell ${en}${mail}` })
    }
    case 'call_webhook':
      return say({
        ja: `「${names.endpoint(deed.endpoint)}」に知らせる`,
        en: `call “${names.endpoint(deed.endpoint)}”`,
      })
  }
}

function sourceOf(value: RuleValue, definition: FormDefinition): string {
  const { questions, calculations = [], hidden = [] } = definition
  const titled = (list: { key: string; title: { ja: string; en?: string | undefined } }[], key: string) => {
    const found = list.find((one) => one.key === key)
    return found ? say(found.title) : say({ ja: 'なくなった質問', en: 'a question that is gone' })
  }
  switch (value.from) {
    case 'constant':
      return say({ ja: `「${value.value}」`, en: `“${value.value}”` })
    case 'answer':
      return say({ ja: `「${titled(questions, value.question)}」の答え`, en: `“${titled(questions, value.question)}”` })
    case 'calculation':
      return say({ ja: `計算「${titled(calculations, value.key)}」`, en: `“${titled(calculations, value.key)}”` })
    case 'hidden':
      return say({ ja: `リンクの「${titled(hidden, value.key)}」`, en: `“${titled(hidden, value.key)}” of the link` })
  }
}

function cut(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return letters.length > quotedMax ? `${letters.slice(0, quotedMax).join('')}…` : letters.join('')
}
