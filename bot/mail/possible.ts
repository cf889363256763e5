import type { Deps } from '../deps.ts'

/** Whether mail can be sent at all: an SMTP server is set, or the simulator's mailbox takes it. */
export const mailIsPossible = (deps: Pick<Deps, 'mail'>): boolean => deps.mail !== null
