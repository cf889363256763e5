import { inject, type InjectionKey } from 'vue'
import type { Api } from '../api.ts'

/** Where the files of a form go to. Whoever shows a form without it takes none. */
export interface FilePost {
  api: Api
  /** Resolves to the draft's id as soon as there is one. */
  submission: () => Promise<string>
  /** Whether there is a place to keep them; slots are asked for here too, and need none. */
  takesFiles: boolean
}

export const filePostKey: InjectionKey<FilePost> = Symbol('files')
export const useFilePost = (): FilePost | null => inject(filePostKey, null)
