/** After so long without a word of the staff the bot answers again by itself. */
export const holdMs = 4 * 60 * 60_000

/** Whether staff speak themselves now, so that a running survey waits. Pure: the browser counts with it, too. */
export const isHeld = (heldAt: number | null, now: number): boolean => heldAt !== null && now < heldAt + holdMs

/**
 * Whether staff have spoken since the survey asked: its question is asked again before a text counts as the answer, because
 * nobody has it before their eyes any more.
 */
export const isInterrupted = (
  { heldAt, handedBackAt }: { heldAt: number | null; handedBackAt: number | null },
  askedAt: number,
): boolean => Math.max(heldAt ?? 0, handedBackAt ?? 0) > askedAt
