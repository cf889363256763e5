/** All codes that begin with the same three digits, as `liff/postcodes.ts` writes them. */
export interface PostcodeArea {
  cities: [prefecture: string, city: string][]
  /** By the last four digits. `rest` is there for offices that have a code of their own. */
  codes: Record<string, [city: number, town: string, rest?: string][]>
}
