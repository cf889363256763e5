/** All codes that begin with the same three digits, as `liff/postcodes.ts` writes them. */
export interface PostcodeArea {
  cities: [prefecture: string, city: string][]
  /** By the last four digits. `rest` is there for offices that have a code of their own. */
  codes: Record<string, [city: number, town: string, rest?: string][]>
}

/** Every city by its prefecture, and the first three digits that its postcodes have. */
export type Cities = Record<string, Record<string, string[]>>

export interface Place {
  prefecture: string
  city: string
  town: string
  rest: string
}

/**
 * One file of Japan Post's data in the build: an area by its first three digits, or `cities`; null where there is none.
 * Rejects while it cannot be had.
 */
export type PostcodeFile = (name: string) => Promise<unknown>

/** What somebody's address is known to be so far, in the parts of its answer; `office` is the house of an office's own postcode. */
export type KnownAddress = Partial<Record<'postcode' | 'prefecture' | 'city' | 'town' | 'rest' | 'office', string>>

/** What a typed text tells of an address, with what was known before it. */
export interface AddressRead {
  known: KnownAddress
  /** It is one of these: the person says which. Empty where that is clear. */
  among: Place[]
  /** `unknown`: no place has this postcode. `unreachable`: it could not be looked up. `elsewhere`: of a place that was not named. */
  postcode?: 'unknown' | 'unreachable' | 'elsewhere'
}
