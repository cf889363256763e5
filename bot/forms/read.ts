import type { Beside } from './beside.ts'
import type { Question } from './contract.ts'
import { clockMeant } from './meant/clock.ts'
import { nameMeant } from './meant/name.ts'
import { numberMeant } from './meant/number.ts'
import { orderMeant } from './meant/order.ts'
import { fold } from './meant/fold.ts'
import { withoutPoliteness } from './meant/politeness.ts'
import { countMeant, ratingMeant } from './meant/count.ts'
import { optionMeant, labelled, optionsMeant, labelsIn, rankingMeant } from './meant/option.ts'
import { otherMeant, othersMeant, optionsAndWords } from './meant/other.ts'
import { isNone, noneMeant, allMeant } from './meant/none.ts'
import { boundsMeant, dayMeant } from './meant/day.ts'
import { momentIn } from './meant/moment.ts'
import { sideMeant, yesOrNo, consentMeant } from './meant/yes-no.ts'

/**
 * What a typed message means as an answer to a question: option labels or their numbers, numbers in any width, dates
 * in the ways that people write them. The result still has to pass `checkAnswer`. A consent may also be `declined`, and the
 * last option of a choice may stand there without its words.
 * @param other the person's other answers, by which a day may have to lie
 * @returns a value, or undefined when the text cannot be meant as an answer
 */
export function readAnswer(question: Question, text: string, today: string, other?: Beside['other']): unknown {
  const meant = meantBy(question, text, today, other)
  // A name is never guessed at.
  const plain = question.kind === 'name' ? text : withoutPoliteness(text)
  // Only then: an option may be called so, 満足です.
  return meant === undefined && plain !== text ? meantBy(question, plain, today, other) : meant
}

function meantBy(question: Question, text: string, today: string, other?: Beside['other']): unknown {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return text
    // Read where they are checked, because LIFF takes them as typed, too.
    case 'email':
    case 'phone':
    case 'birthday':
    case 'member_id':
    case 'money':
    case 'slider':
    case 'location':
      return withoutPoliteness(text)
    case 'single_choice':
      return (
        labelled(question.options, text) ??
        otherMeant(question, text) ??
        optionMeant(question.options, text) ??
        sideMeant(question.options, text)
      )
    case 'dropdown':
      return optionMeant(question.options, text)
    case 'multiple_choice':
      return (
        labelsIn(question.options, text) ??
        othersMeant(question, text) ??
        optionsMeant(question.options, text) ??
        noneMeant(question, text) ??
        allMeant(question, text) ??
        optionsAndWords(question, text)
      )
    case 'ranking':
      return rankingMeant(question, text)
    case 'order':
      return orderMeant(question, text) ?? (isNone(text) || /^(0|ゼロ)$/.test(fold(text)) ? {} : undefined)
    case 'number':
      return countMeant(question, text)
    case 'rating':
      return ratingMeant(question, text)
    case 'nps':
      return fold(text) === '満点' ? 10 : numberMeant(text, ['点', 'てん'])
    case 'date':
      return dayMeant(question, text, today, other)
    case 'time':
      return clockMeant(text)
    case 'date_time':
      return momentIn(text, today, boundsMeant(question, today, other))
    case 'yes_no':
      return yesOrNo(question, text)
    case 'consent':
      return consentMeant(question, text)
    case 'name':
      return nameMeant(question, text)
    case 'address':
    case 'matrix':
    case 'file':
    case 'signature':
    case 'slot':
    case 'statement':
      return undefined
  }
}
