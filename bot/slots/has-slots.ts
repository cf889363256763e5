import type { FormDefinition } from '../forms/contract.ts'

/** Whether a form has places to choose at all: others send no statement about them. */
export const hasSlots = ({ questions }: Pick<FormDefinition, 'questions'>): boolean =>
  questions.some(({ kind }) => kind === 'slot')
