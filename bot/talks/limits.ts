// Apart from the contract, so that a page that needs no more than this loads no validation.

export const talkViews = ['open', 'mine', 'snoozed', 'all', 'done'] as const
export type TalkView = (typeof talkViews)[number]

/** LINE takes so many UTF-16 code units in one text message, which is what `length` counts. */
export const textUnitsMax = 5000
