import * as v from 'valibot'

/** How far back the charts look, today included. */
export const periods = [7, 28, 90] as const
export type Period = (typeof periods)[number]

export const homeSchema = v.strictObject({
  days: v.optional(v.pipe(v.picklist(periods.map(String)), v.transform(Number)), '28'),
})

/** What is known of the friends who follow now (X1): how many of them have each. */
export interface Known {
  following: number
  /** LINE told their name. */
  named: number
  /** They are linked to a member. */
  linked: number
  /** They finished at least one submission. */
  answered: number
  /** Their customer has an e-mail address, a phone number or a postal address. */
  reachable: number
  /** Milliseconds UTC. */
  countedAt: number
}
