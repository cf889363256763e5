/**
 * What a record holds under a key that a form's author chose: never what every object has by birth, such as a `constructor`,
 * which would pass for an answer that nobody gave. It is read before it is looked for, because a page that draws itself anew
 * by what it has read (Vue) does not notice that somebody only looked.
 */
export function under<Value>(record: Record<string, Value> | null | undefined, key: string): Value | undefined {
  const value = record?.[key]
  return record && Object.hasOwn(record, key) ? value : undefined
}
