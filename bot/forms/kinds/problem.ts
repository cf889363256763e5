import type { AnswerValue, Comparison, Texts } from '../contract.ts'

/** One box of a form, named in the sentence about it. */
export type Box =
  | 'family'
  | 'given'
  | 'familyKana'
  | 'givenKana'
  | 'whole'
  | 'wholeKana'
  | 'postcode'
  | 'prefecture'
  | 'city'
  | 'town'
  | 'rest'
  | 'email'
  | 'phone'
  | 'birthday'
  | 'id'
  | 'time'
  | 'place'

/** A day that a year of two digits may mean; `era` is null for the western year. */
export interface DayChoice {
  date: string
  era: { name: string; year: number } | null
}

/** What is wrong with an answer, as data; `problemText` says it to a person. */
export type Problem =
  | { code: 'required' | 'choose_one' | 'choose_some' | 'unknown_option' | 'not_whole' | 'not_a_date' }
  | { code: 'not_a_number'; example: number }
  | { code: 'too_short' | 'too_long'; limit: number; is: number }
  | { code: 'too_small' | 'too_large' | 'too_few' | 'too_many'; limit: number }
  | { code: 'not_a_rating'; limit: number }
  | { code: 'too_early' | 'too_late'; date: string }
  /** On these days of the week nothing is taken. */
  | { code: 'closed_day'; closed: readonly number[] }
  /** Nor on this one: a public holiday, or a day of the company's own. */
  | { code: 'closed_holiday' | 'closed_date'; date: string }
  /** A box of several is empty, is too long, or holds no kana. */
  | { code: 'box_empty' | 'not_kana'; box: Box }
  | { code: 'box_too_long'; box: Box; limit: number }
  | { code: 'no_at' | 'two_ats' | 'nothing_before_at' | 'no_domain' }
  | { code: 'email_character'; character: string }
  | { code: 'not_a_phone' | 'no_area_code' }
  | { code: 'phone_length' | 'mobile_length' | 'landline_length' | 'abroad_length'; is: number }
  | { code: 'postcode_length'; is: number }
  | { code: 'not_a_birthday' | 'birthday_to_come' | 'birthday_too_old' }
  | { code: 'no_such_day'; month: number; day: number }
  /** The year may be western or of an era: the person says which. */
  | { code: 'which_year'; choices: DayChoice[] }
  /**
   * An era was over, or had not begun: its last or first day; `sameYear` when only the day lies outside. `meant`: the day that such
   * a year would be, in the era that it lies in.
   */
  | {
      code: 'era_over' | 'era_not_begun'
      era: string
      year: number
      month: number
      day: number
      sameYear: boolean
      meant: DayChoice
    }
  | { code: 'not_a_time' | 'not_a_date_time' | 'not_a_score' | 'not_agreed' | 'file_missing' }
  | { code: 'not_on_grid'; step: number }
  | { code: 'time_too_early' | 'time_too_late'; time: string }
  /** It is over: now it is that time. */
  | { code: 'moment_over'; time: string }
  /** It stands to another answer as it must not: to which question's, and what was answered there. */
  | {
      code: 'compared'
      is: Comparison['is']
      than: Texts
      value: string | number
      sort: 'day' | 'clock' | 'moment' | 'number'
      /** What it is counted in. */
      unit: Texts | null
    }
  /** Both null: any length; `hint` says where people find it. */
  | { code: 'id_length'; min: number | null; max: number | null; is: number; digits: boolean; hint: Texts | null }
  | { code: 'id_not_digits'; hint: Texts | null }
  | { code: 'too_many_files'; limit: number }
  | { code: 'not_signed' | 'other_empty' }
  /** An option that stands alone was chosen together with others. */
  | { code: 'not_alone'; label: Texts }
  | { code: 'no_place' | 'no_such_place' }
  | { code: 'places_open'; limit: number }
  /** So many rows of a matrix have no answer yet. */
  | { code: 'rows_open'; left: number }
  | { code: 'not_money' | 'not_on_scale' }
  | { code: 'too_little_money' | 'too_much_money'; limit: number }
  | { code: 'off_scale'; min: number; max: number }
  | { code: 'between_steps'; min: number; step: number }
  | { code: 'nothing_ordered' }
  /** One thing of an order, by its key and what it is called. */
  | { code: 'not_an_amount'; item: string; label: Texts }
  | { code: 'too_many_of'; item: string; label: Texts; limit: number; unit: Texts | null }
  /** All things of an order together. */
  | { code: 'too_few_in_all' | 'too_many_in_all'; limit: number; is: number; unit: Texts | null }
  /** What was typed in the chat names no things, or not how many; `example` is an order that would be read. */
  | { code: 'order_unclear'; example: Texts }
  /** Every place was given away meanwhile; or it is over, closed or removed. */
  | { code: 'slot_full' | 'slot_gone' }
  /** So many places are left, and more people come. */
  | { code: 'slot_short'; left: number; unit: string }
  /** What was booked cannot be changed since a moment (milliseconds UTC); null: it cannot be given up without cancelling. */
  | { code: 'slot_fixed' | 'seats_fixed'; since: number | null }

export type Checked = { ok: true; value: AnswerValue | null } | { ok: false; problem: Problem }

export const bad = (problem: Problem): Checked => ({ ok: false, problem })
export const good = (value: AnswerValue | null): Checked => ({ ok: true, value })
