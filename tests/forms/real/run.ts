import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One answer as a person gives it in the mini-app (what the field holds) and in the chat (what they type, one thing after the other). */
export interface Said {
  liff: unknown
  /** Left out where the chat hands over to the question's page. */
  chat?: string | string[]
}

/** Somebody's answers to a form, and what the file has to say about them by its headings. */
export interface Run {
  who: string
  /** Null passes a question over; what is not here must not be asked. */
  answers: Record<string, Said | null>
  cells?: Record<string, string>
}

export interface RealForm {
  name: string
  /** As the builder wrote it. */
  file: string
  /** Beginnings of slots in Japan, by question. */
  slots: Record<string, string[]>
  runs: Run[]
}

const folder = import.meta.dirname
export const answersPath = (name: string) => join(folder, `${name}.answers.json`)

/** Every form that was built by hand in the builder, with the runs that were written down for it. */
export const realForms = (): RealForm[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.answers.json'))
    .map((file) => file.replace('.answers.json', ''))
    .map((name) => ({
      ...{ name, slots: {} },
      ...(JSON.parse(readFileSync(answersPath(name), 'utf8')) as Pick<RealForm, 'slots' | 'runs'>),
      file: readFileSync(join(folder, `${name}.json`), 'utf8'),
    }))
