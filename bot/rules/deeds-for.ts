import type { Fact } from '../conditions/contract.ts'
import { evaluate } from '../conditions/evaluate.ts'
import type { FormRule, RuleDeed } from './contract.ts'

/** A deed that is due, and by which rule. What the settings of a form ask for has an empty rule key. */
export interface PlannedDeed {
  rule: string
  /** Its place in the rule. */
  place: number
  deed: RuleDeed | { do: 'confirm'; push: boolean } | { do: 'follow_up'; push: boolean } | MailStaff | TellPerson
}

/** Staff changed somebody's booking and want them to know. */
export interface TellPerson {
  do: 'tell_person'
  booking: string
  /** Where they have a place now; null: nowhere, it was cancelled. */
  slot: string | null
  /** Until when it is of use, in milliseconds UTC; null: at any time. */
  until: number | null
  /** As it is sent. */
  text: string
}

/** The mails of a deed that notifies; apart, because they may fail where the notices do not. */
export interface MailStaff {
  do: 'mail_staff'
  staff?: string[] | undefined
}

/** Mails stand behind all other deeds of their rule, which has twenty at most. */
const mailPlaces = 100

/** What is to be done now by the rules of a form, in their order. */
export function deedsFor(rules: FormRule[], on: FormRule['on'], fact: (path: string) => Fact): PlannedDeed[] {
  return rules.flatMap(({ key, on: event, when, deeds }): PlannedDeed[] => {
    if (event !== on || (when !== undefined && !evaluate(when, fact))) return []
    return deeds.flatMap((deed, place): PlannedDeed[] => {
      const planned = { rule: key, place, deed }
      if (deed.do !== 'notify_staff' || !deed.byMail) return [planned]
      return [planned, { rule: key, place: mailPlaces + place, deed: { do: 'mail_staff', staff: deed.staff } }]
    })
  })
}
