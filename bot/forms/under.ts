/**
 * What a record holds under a key that a form's author chose: never what every object has by birth, such as a `constructor`,
 * which would pass for an answer that nobody gave.
 */
export const under = <Value>(record: Record<string, Value> | null | undefined, key: string): Value | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined
