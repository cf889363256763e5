import { inLanguage, type Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { endWords } from '../forms/end-words.ts'
import { nextNumber } from '../forms/next-number.ts'
import { problemText } from '../forms/check.ts'
import { waitsForPlace } from '../forms/places.ts'
import { shownNumbers } from '../forms/shown-numbers.ts'
import { secondOf } from '../forms/refuse.ts'
import { memberToBe, type Registered } from '../forms/register.ts'
import { nothingFollows, planRules, type RulePlan } from '../rules/plan.ts'
import type { Scope } from '../scope.ts'
import { lostPlace } from '../slots/lost.ts'
import { willWait } from '../slots/waits.ts'
import type { Said, Setting, Talk, Turn } from './contract.ts'
import { moveTo, nothing, text } from './moves.ts'
import { answeredText, keptText, memberText, openingText, receiptText } from './refusal-words.ts'
import { words } from './words.ts'
import { titleFor } from '../forms/fill-texts.ts'

/**
 * A person in the middle of a form that takes no answers any more is told; nothing of theirs is lost. Buttons of a run
 * that was changed afterwards say that it was sent.
 */
export function stopped(
  run: Draft | null,
  { question }: Talk,
  said: Said,
  { language, name = null }: Setting,
): Turn | null {
  if (!run) return null
  const title = titleFor(run.definition, { ...run, name })
  const tapped = said.kind === 'tap' && 'run' in said.tap && said.tap.run === run.id
  if (run.state === 'replaced' && tapped) {
    return { ...nothing, speech: [text(words(language).over(inLanguage(title, language)))] }
  }
  if (run.state !== 'draft' || (question === null && !tapped)) return null
  const told = openingText(run.opening, title, language)
  return told === null ? null : { ...nothing, speech: [text(`${told}\n${keptText(language)}`)], untaken: true }
}

/** A turn, what it ends with, and the receipt number that it says; null where it says none. */
export interface Ending {
  turn: Turn
  member: Registered | null
  number: number | null
  /** What the rules of the form do with it. */
  rules: RulePlan
  /** Whether the person reads that they wait in a slot; left out where nothing was sent. */
  waitsInSlot?: boolean
}

/** The answers as a turn leaves them. */
export function answersAfter(draft: Draft, { answers }: Turn): Answers {
  const given: Answers = { ...draft.answers }
  for (const { question, value } of answers) given[question.key] = value
  return given
}

/** Whether a turn that ends a form may end it, and whom that registers. Asks the database only where it matters. */
export async function ending(scope: Scope, draft: Draft, turn: Turn, setting: Setting): Promise<Ending> {
  const { language, name = null } = setting
  const going = { turn, member: null, number: null, rules: nothingFollows }
  if (turn.end !== 'finished') return going
  const unfinished = (why: string) => ({ ...going, turn: { ...turn, end: null, speech: [text(why)] } })
  const { registration } = draft.definition
  const given = answersAfter(draft, turn)
  const title = titleFor(draft.definition, { ...draft, answers: given, name })
  const lost = await lostPlace(scope, draft, given)
  if (lost) {
    const again = moveTo({ ...draft, answers: given }, lost.question, turn.answers, setting)
    return {
      ...going,
      turn: {
        ...again,
        speech: [text(`${problemText(lost.problem, language)}${language === 'ja' ? '。' : '.'}`), ...again.speech],
      },
    }
  }
  const second = await secondOf(scope, draft)
  if (second) return unfinished(answeredText(second, title, { language, link: null }))
  const member = await memberToBe(scope, draft)
  if (member === 'already_linked') return unfinished(memberText(title, language))
  const { next } = endWords(draft.definition, { ...draft, answers: given, name })
  const rules = await planRules(scope, draft, { on: 'finished', answers: given, mouth: 'chat' })
  const said = rules.speech.map((one) => text(one))
  // A survey ends with its thanks: nobody keeps the number of an opinion.
  const waitsInSlot = await willWait(scope, draft, given)
  const waits = waitsForPlace(draft.opening) || waitsInSlot
  const figures = shownNumbers(draft.definition, given, draft)
  if (!registration && !next && draft.cancelUntil === null && !waits && figures.length === 0)
    return { ...going, turn: { ...turn, speech: [...turn.speech, ...said] }, member, rules, waitsInSlot }
  const number = await nextNumber(scope, draft)
  const receipt = receiptText(
    {
      ...{ number, memberId: member?.isNew ? member.memberId : null, figures, next, waits },
      link:
        draft.cancelUntil === null || setting.liffUrl === null ? null : `${setting.liffUrl}/me/submissions/${draft.id}`,
    },
    language,
  )
  return { turn: { ...turn, speech: [...turn.speech, text(receipt), ...said] }, member, number, rules, waitsInSlot }
}
