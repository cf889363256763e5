/** What a consent question of a form asks for, as a purpose of consents. */
export const consentPurpose = (formKey: string, questionKey: string): string => `form:${formKey}:${questionKey}`
