/** What is wrong with a form, at the field where it is: `questions.2.options.0.label.ja`, `settings.closesAt`. */
export interface DefinitionProblem {
  path: string
  /** An error keeps the form from being published; a warning asks to be looked at. */
  severity: 'error' | 'warning'
  code: ErrorCode | WarningCode
  /** How long it may be, the title of the other question, or the name that nobody knows. */
  about?: string
}

/** Why a form cannot be published. */
export type ErrorCode =
  | 'empty'
  | 'too_long'
  | 'invalid'
  | 'same_label'
  /** An option has the key under which words of one's own are counted. */
  | 'other_taken'
  | 'decider_unknown'
  | 'decider_later'
  | 'option_unknown'
  /** A condition compares with nothing: no value was given, no option ticked. */
  | 'value_missing'
  /** The question with whose answer another one is compared is gone, comes later, or is of another sort. */
  | 'other_gone'
  | 'other_later'
  | 'other_unfit'
  /** A condition compares an answer with what answers of its kind never are. */
  | 'value_unfit'
  /** Of several values none is chosen yet. */
  | 'min_above_max'
  | 'step_too_wide'
  | 'more_than_options'
  /** People would wait for a place of the form and have one in a slot at the same time. */
  | 'waits_twice'
  /** What says how many come is gone, is no whole number of at least one, or comes after the slot. */
  | 'seats_unknown'
  | 'seats_unfit'
  | 'seats_later'
  | 'ends_before'
  | 'not_whole'
  | 'out_of_bounds'
  | 'keyword_empty'
  | 'keyword_reserved'
  /** The last stop of a jump (`end`) is no key of a question, nor is what every object has (`constructor`) any key. */
  | 'key_reserved'
  | 'same_key'
  | 'jump_unknown'
  | 'jump_back'
  /** A calculation, a hidden field, that does not exist. */
  | 'fact_unknown'
  /** No number can be had of it. */
  | 'fact_unfit'
  /** What was typed as a formula cannot be read as one. */
  | 'formula_unread'
  /** A calculation that stands on itself or on one after it. */
  | 'value_later'
  | 'page_unknown'
  /** Another page stands between its questions. */
  | 'page_apart'
  | 'variable_unknown'
  | 'variable_later'
  | 'prefill_unfit'
  /** A picture that the account does not have. */
  | 'picture_unknown'

/** What works as it stands and may still not be meant. */
export type WarningCode =
  | 'unreachable'
  | 'never_shown'
  | 'never_holds'
  | 'way_empty'
  | 'page_empty'
  | 'page_in_chat'
  | 'braces'
  | 'no_english'
  | 'no_consent'
  | 'asked_once'
  /** A calculation needs a question that may stay unanswered. */
  | 'blank_number'
  /** A date can be no other than one day. */
  | 'one_day'

export const error = (path: string, code: ErrorCode, about?: string): DefinitionProblem => ({
  path,
  severity: 'error',
  code,
  ...(about === undefined ? {} : { about }),
})

export const warning = (path: string, code: WarningCode, about?: string): DefinitionProblem => ({
  path,
  severity: 'warning',
  code,
  ...(about === undefined ? {} : { about }),
})
