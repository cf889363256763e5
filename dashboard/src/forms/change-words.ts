import type { Condition } from '../../../bot/conditions/contract.ts'
import type { Comparison, FormDefinition, Question, QuestionKind } from '../../../bot/forms/contract.ts'
import type { DraftChange, PartList } from '../../../bot/forms/definition-changes.ts'
import type { FormDraft, FormSettingsDraft } from '../../../bot/forms/edit-contract.ts'
import { printFormula } from '../../../bot/forms/formula-print.ts'
import { sortOf, spanWords } from '../../../bot/forms/kinds/compared.ts'
import type { FormRule } from '../../../bot/rules/contract.ts'
import { language, say, type Texts } from '../language.ts'
import { factsBefore } from './condition-facts.ts'
import { whenWords } from './condition-words.ts'
import { fieldName } from './field-names.ts'
import { formulaNames } from './formula-names.ts'
import { jumpWords } from './jump-words.ts'
import { prefillWords } from './prefill-words.ts'
import { kindWords } from './question-words.ts'
import { ruleWords } from './rule-sentences.ts'
import { settingValue } from './settings-words.ts'
import { shownText } from './text-variables.ts'
import { weekdays } from './summary-words.ts'
import type { Names } from './useNames.ts'

/** The two states that are compared, and what they name. */
export interface Compared {
  before: FormDraft
  after: FormDraft
  names: Names
}

/** A difference in words: what it is about, and, where there are two sides to it, how it was and how it is. */
export interface ChangeSaid {
  about: string
  was: string | null
  is: string | null
}

const listNames: Record<PartList, Texts> = {
  pages: { ja: 'ページ', en: 'Page' },
  calculations: { ja: '計算', en: 'Calculation' },
  endings: { ja: '終わり方', en: 'Ending' },
  hidden: { ja: '隠し項目', en: 'Hidden field' },
}

const whole = (texts: Texts): ChangeSaid => ({ about: say(texts), was: null, is: null })

/** One difference, without the question that it is about. */
export function changeSaid(change: DraftChange, compared: Compared): ChangeSaid {
  const { kind, field, before, after } = change
  if (field === 'question') return questionSaid(change)
  if (field === 'part') return partSaid(change, compared)
  if (field === 'rule') return ruleSaid(change, compared)
  if (['option', 'row', 'column', 'item'].includes(field)) {
    const name = fieldName(field)
    if (kind === 'added') return whole({ ja: `${name.ja}「${after}」を加える`, en: `new ${name.en} “${after}”` })
    if (kind === 'removed')
      return whole({ ja: `${name.ja}「${before}」をなくす`, en: `${name.en} “${before}” is removed` })
    if (kind === 'moved')
      return whole({
        ja: `${name.ja}「${before}」を${after}番目へ移す`,
        en: `${name.en} “${before}” moves to place ${after}`,
      })
  }
  const name = say(fieldName(field))
  const title = titleOf(change, compared)
  const [was, is] = [valueOf(change, 'before', compared), valueOf(change, 'after', compared)]
  return { about: title ? say({ ja: `${title}の${name}`, en: `${name} of ${title}` }) : name, was, is }
}

function questionSaid({ kind, before, after }: DraftChange): ChangeSaid {
  if (kind === 'moved')
    return whole({ ja: `${before}番目から${after}番目へ移す`, en: `moves from place ${before} to ${after}` })
  return whole(kind === 'added' ? { ja: '質問を加える', en: 'is added' } : { ja: '質問をなくす', en: 'is removed' })
}

function partSaid(change: DraftChange, compared: Compared): ChangeSaid {
  const { kind, before, after } = change
  const title = titleOf(change, compared)
  if (kind === 'moved')
    return whole({
      ja: `${title}を${before}番目から${after}番目へ移す`,
      en: `${title} moves from ${before} to ${after}`,
    })
  if (kind === 'removed') return whole({ ja: `${title}をなくす`, en: `${title} is removed` })
  const details = partDetails(change, compared)
  return whole({
    ja: `${title}を加える${details ? `：${details}` : ''}`,
    en: `${title} is added${details ? `: ${details}` : ''}`,
  })
}

/** What a new part does: the formula of a number, the condition of an ending. */
function partDetails({ part }: DraftChange, { after: { definition } }: Compared): string | null {
  const calculation = part?.list === 'calculations' && definition.calculations?.find(({ key }) => key === part.key)
  if (calculation)
    return calculation.unread ?? formulaSaid(JSON.stringify(calculation.formula), definition, calculation.key)
  const page = part?.list === 'pages' ? definition.pages?.find(({ key }) => key === part.key) : undefined
  const ending = part?.list === 'endings' ? definition.endings?.find(({ key }) => key === part.key) : undefined
  const when = ending?.when ?? page?.showWhen
  return when ? whenWords(when, factsBefore(definition, null)) : null
}

function ruleSaid({ kind, before, after }: DraftChange, { before: old, after: now, names }: Compared): ChangeSaid {
  const words = (rule: string | null, { definition }: FormDraft) =>
    rule === null ? null : ruleWords(JSON.parse(rule) as FormRule, definition, names)
  const [was, is] = [words(before, old), words(after, now)]
  if (kind === 'added') return whole({ ja: `動きを加える：${is}`, en: `new rule: ${is}` })
  if (kind === 'removed') return whole({ ja: `動きをなくす：${was}`, en: `rule removed: ${was}` })
  return { about: say({ ja: '回答したあとの動き', en: 'What happens then' }), was, is }
}

/** The name of the part that a change is about: 終わり方「ありがとうございました」; null for a question and the form itself. */
function titleOf({ part, question }: DraftChange, { before, after }: Compared): string | null {
  if (!part) return null
  const find = ({ definition }: FormDraft) =>
    part.list === 'options'
      ? linesOf(definition.questions.find(({ key }) => key === question?.key)).find(({ key }) => key === part.key)
      : definition[part.list]?.find(({ key }) => key === part.key)
  const found = find(after) ?? find(before)
  const texts = found && ('label' in found ? found.label : 'thanks' in found ? found.thanks : found.title)
  const name = texts ? shownText(texts, after.definition).split('\n')[0] : ''
  if (part.list === 'options') return say({ ja: `「${name}」`, en: `“${name}”` })
  const list = listNames[part.list]
  return name ? say({ ja: `${list.ja}「${name}」`, en: `${list.en} “${name}”` }) : say(list)
}

type Line = { key: string; label: Texts }
const linesOf = (question: Question | undefined): Line[] =>
  Object.values((question ?? {}) as Record<string, unknown>).flatMap((value) =>
    Array.isArray(value) ? (value as Line[]).filter((one) => typeof one === 'object' && 'label' in one) : [],
  )

/** One side of a change as it is read. */
function valueOf(
  { field, part, question, ...sides }: DraftChange,
  side: 'before' | 'after',
  compared: Compared,
): string {
  const value = sides[side]
  const { definition } = compared[side]
  const isSwitch = [sides.before, sides.after].some((one) => one === 'true' || one === 'false')
  if (isSwitch) return value === 'true' ? say({ ja: 'オン', en: 'on' }) : say({ ja: 'オフ', en: 'off' })
  if (field === 'blank') return value === 'zero' ? say({ ja: 'オン', en: 'on' }) : say({ ja: 'オフ', en: 'off' })
  if (field === 'showWhen' && value === null) return say({ ja: 'いつも', en: 'always' })
  if (field === 'jumps' && value === null) return say({ ja: '次の質問', en: 'the next question' })
  if (value === null) return say({ ja: 'なし', en: 'none' })
  if (field.startsWith('settings.')) {
    const setting = field.slice('settings.'.length) as keyof FormSettingsDraft
    return settingValue(setting, value) ?? quoted(value)
  }
  if (field === 'kind') return quoted(say(kindWords[value as QuestionKind]))
  if (field === 'picture') return say({ ja: 'あり', en: 'some' })
  if (field === 'formula') return formulaSaid(value, definition, part?.key ?? '')
  if (field === 'page') {
    const title = definition.pages?.find(({ key }) => key === value)?.title
    return title ? quoted(say(title)) : say({ ja: 'ほかの質問と同じページ', en: 'with others' })
  }
  const tree = treeIn(field, value)
  if (tree !== null) return treeSaid(field, tree, { definition, question, names: compared.names })
  return /^-?\d+(\.\d+)?$/.test(value) ? value : quoted(shownText({ ja: value }, definition))
}

/** Texts may begin like a tree: {{person.name}}さま, [重要]. */
function treeIn(field: string, value: string): unknown {
  if (/\.(ja|en)$/.test(field) || !/^[[{]/.test(value)) return null
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

const quoted = (text: string) => say({ ja: `「${text}」`, en: `“${text}”` })

function formulaSaid(value: string, definition: FormDefinition, key: string): string {
  const formula = /^-?\d/.test(value) ? Number(value) : (JSON.parse(value) as Parameters<typeof printFormula>[0])
  return printFormula(formula, formulaNames(definition, key), language.value) ?? say({ ja: '別の式', en: 'another' })
}

type Around = Pick<DraftChange, 'question'> & { definition: FormDefinition; names: Names }

/** Conditions, ways, prefills and other values with parts. */
function treeSaid(field: string, value: unknown, { definition, question, names }: Around): string {
  switch (field) {
    case 'showWhen':
    case 'requiredWhen':
    case 'when':
      return whenWords(value as Condition, factsBefore(definition, null))
    case 'jumps': {
      const asked = definition.questions.find(({ key }) => key === question?.key)
      const jumps = value as NonNullable<Question['jumps']>
      return asked ? jumps.map((jump) => jumpWords(definition, asked, jump)).join(say({ ja: '、', en: '; ' })) : ''
    }
    case 'prefill':
      return prefillWords(value as NonNullable<Question['prefill']>, definition, names)
    case 'link': {
      const { label, url } = value as { label: Texts; url: string }
      return `${quoted(say(label))} ${url}`
    }
    case 'compared':
      return (value as Comparison[])
        .map(({ is, than }) => {
          const other = definition.questions.find(({ key }) => key === than)
          const words = spanWords(is, (other && sortOf(other.kind)) ?? 'number')
          const name = quoted(other ? say(other.title) : than)
          return say({ ja: `${name}${words.ja}`, en: `${words.en} ${name}` })
        })
        .join(say({ ja: '・', en: ', ' }))
    case 'closed':
      return (value as number[]).map((day) => weekdays()[day]).join(say({ ja: '・', en: ', ' }))
    case 'other': {
      const { label } = value as { label?: Texts }
      return label ? quoted(say(label)) : say({ ja: 'あり', en: 'some' })
    }
    case 'registration': {
      const { memberIdPrefix } = value as NonNullable<FormDefinition['registration']>
      return say({ ja: `会員番号 ${memberIdPrefix}…`, en: `member numbers ${memberIdPrefix}…` })
    }
    default:
      return say({ ja: 'あり', en: 'some' })
  }
}
