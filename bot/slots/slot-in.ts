import type { AnswerValue } from '../forms/contract.ts'

const part = (value: AnswerValue | null | undefined, name: 'slot' | 'waiting'): string | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[name] ?? null) : null

/** The slot that an answer names; null when it names none. */
export const slotIn = (value: AnswerValue | null | undefined): string | null => part(value, 'slot')

/** Whether an answer says that its person waits for a place. */
export const waitsIn = (value: AnswerValue | null | undefined): boolean => part(value, 'waiting') === 'yes'
