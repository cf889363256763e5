import { say } from '../language.ts'

interface Named {
  uid: string
  displayName: string | null
  /** What the company calls them; it comes before LINE's, which is a nickname. */
  memberName?: string | null
}

/** As much of a UID as tells people apart on a screen. */
export const shortUid = ({ uid }: Named): string => uid.slice(0, 6)

/** The name of a person; the beginning of the UID for whoever may not see names. */
export const personName = (person: Named, seesPersonal: boolean): string =>
  person.memberName ??
  person.displayName ??
  (seesPersonal ? say({ ja: '名前不明', en: 'Name unknown' }) : shortUid(person))

/** The beginning of the UID beside a name; nothing where it stands in place of the name already. */
export const uidBeside = (person: Named, seesPersonal: boolean): string =>
  personName(person, seesPersonal) === shortUid(person) ? '' : shortUid(person)
