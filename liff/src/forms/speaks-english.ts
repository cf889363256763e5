import type { FormDefinition } from '../../../bot/forms/contract.ts'

/** Whether a form has English words anywhere. Where it stands as data, because what knows its parts is too much for a first page. */
export const speaksEnglish = (definition: FormDefinition): boolean => JSON.stringify(definition).includes('"en":')
