import * as v from 'valibot'

/** What is typed before somebody is erased: so many characters of the UID, or the member number. */
export const uidTyped = 6

export const erasureSchema = v.strictObject({ confirmation: v.pipe(v.string(), v.trim(), v.maxLength(200)) })

/** What an erasure will take, or took: rows by table, and what LINE was told. */
export interface ErasureReport {
  counts: Record<string, number>
  menu: 'default' | 'failed'
}
