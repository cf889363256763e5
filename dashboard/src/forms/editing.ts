import { type ComputedRef, inject, type InjectionKey, provide, ref, type Ref } from 'vue'
import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import type { DefinitionProblem } from '../../../bot/forms/definition-problems.ts'
import type { FormDraft } from '../../../bot/forms/edit-contract.ts'

/** With less room a form is read, not edited: half an editor would be worse than none. */
export const editorWidth = '48rem'

/** What every part of the editor works on. */
export interface Editing {
  accountId: string
  formKey: string
  draft: ComputedRef<FormDraft>
  problems: ComputedRef<DefinitionProblem[]>
  /** @param what is being changed: keystrokes in one field are undone together */
  edit: (change: (draft: FormDraft) => void, what: string) => void
  disabled: ComputedRef<boolean>
  /** Keys that a question ever had. */
  usedKeys: ComputedRef<string[]>
  /** The same of options, rows, columns and calculations: `cup.options.tea`, `calculations.total`. */
  usedParts: ComputedRef<string[]>
  /** As people answer it now; before the first publication, as it was read. */
  publishedDefinition: ComputedRef<FormDefinition>
  /** Whether the form was published under its key. */
  published: ComputedRef<boolean>
}

const key: InjectionKey<Editing> = Symbol('editing')

export const provideEditing = (editing: Editing) => provide(key, editing)

/** @throws outside of the editor */
export function useEditing(): Editing {
  const editing = inject(key)
  if (!editing) throw new Error('There is no form to edit')
  return editing
}

/** Whether the English words stand beside the Japanese ones; forms in one language have half the fields. */
export const showsEnglish: Ref<boolean> = ref(true)

/** Changes to one question. */
export function useQuestionEdit(questionKey: () => string) {
  const { edit } = useEditing()
  return (change: (question: Question) => void, what: string) =>
    edit(({ definition }) => {
      const found = definition.questions.find((one) => one.key === questionKey())
      if (found) change(found)
    }, `${questionKey()}.${what}`)
}
