import type { Talk } from './contract.ts'

/** After so long a silence a typed text is no answer any more: the question is asked again first. */
const forgottenMs = 24 * 60 * 60_000

/** Whether what waited was overtaken by so much time, or by words of the staff, that it has to be asked again. */
export const isForgotten = ({ interrupted, silentMs }: Talk): boolean => interrupted || silentMs > forgottenMs
