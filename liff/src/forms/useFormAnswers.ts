import { computed, onScopeDispose, reactive, type Ref, ref, shallowRef } from 'vue'
import { checkAnswer, type Problem, todayInJapan } from '../../../bot/forms/check.ts'
import type { Answers, AnswerValue, FormDefinition } from '../../../bot/forms/contract.ts'
import { questionByKey } from '../../../bot/forms/flow.ts'
import { type Api, type Draft, type Receipt, Refused } from '../api.ts'
import type { BootForm } from '../boot.ts'
import { onlineOrAfter } from '../persist.ts'
import type { Place } from '../place.ts'
import { handOver, takeOver } from './handover.ts'

/** `idle`: nothing was given yet. `offline`: answers wait in this page until the server takes them. */
export type SaveStatus = 'idle' | 'saving' | 'saved' | 'offline'
/** `answered`: the person finished this form before, and has not begun anew. */
export type Phase = 'answering' | 'sending' | 'finished' | 'answered' | 'closed'

export interface FormAnswers {
  definition: Ref<FormDefinition>
  answers: Answers
  status: Ref<SaveStatus>
  phase: Ref<Phase>
  /** By question key: what the server did not take. */
  problems: Record<string, Problem>
  draft: Ref<Draft | null>
  /** The draft already held answers when it came. */
  resumed: Ref<boolean>
  receipt: Ref<Receipt | null>
  /** Something was given in this page or in the one before it. */
  touched: Ref<boolean>
  /** Where the person was when the page before this one had to leave for LINE. */
  leftAt: string | null
  give(key: string, value: AnswerValue | null, when: 'now' | 'soon'): void
  finish(): void
  beginAgain(): void
}

const typingPauseMs = 800
const retryPauseMs = 5_000

/**
 * The answers of one form: taken at once, kept in memory, and written to the server one by one, in the order in which
 * they were given, as soon as the person is known and the server can be reached. A lost connection only delays them.
 */
export function useFormAnswers(form: BootForm, api: Api, place: Place): FormAnswers {
  const definition = shallowRef(form.definition)
  const answers = reactive<Answers>({})
  const problems = reactive<Record<string, Problem>>({})
  const unsaved = new Map<string, AnswerValue | null>()
  const phase = ref<Phase>(form.state === 'closed' ? 'closed' : 'answering')
  const status = ref<SaveStatus>('idle')
  const draft = shallowRef<Draft | null>(null)
  const receipt = shallowRef<Receipt | null>(null)
  const touched = ref(false)
  const left = takeOver(form.key)
  let isAgain = false
  let isWriting = false
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  function keep(key: string, value: AnswerValue | null) {
    answers[key] = value
    unsaved.set(key, value)
    touched.value = true
    status.value = 'saving'
  }

  function give(key: string, value: AnswerValue | null, when: 'now' | 'soon') {
    delete problems[key]
    if (!(key in answers) || !isSame(answers[key], value)) keep(key, value)
    clearTimeout(typingTimer)
    typingTimer = setTimeout(() => void write(), when === 'now' ? 0 : typingPauseMs)
  }

  /** One writer at a time; it goes on until nothing is left, and waits where it must. */
  async function write() {
    if (isWriting) return
    isWriting = true
    while (await writeNext()) continue
    isWriting = false
    if (unsaved.size === 0 && status.value !== 'idle') status.value = 'saved'
  }

  /** @returns whether there may be more to do */
  async function writeNext(): Promise<boolean> {
    try {
      if (phase.value === 'closed' || phase.value === 'finished') return false
      if (draft.value === null) receive(await api.openDraft(form.key))
      if (phase.value === 'answered') return false
      const [next] = unsaved
      if (next !== undefined) await writeAnswer(...next)
      else if (phase.value === 'sending') await complete()
      else return false
    } catch (failure) {
      if (failure instanceof Refused && obey(failure)) return true
      status.value = 'offline'
      await onlineOrAfter(retryPauseMs)
    }
    return true
  }

  function receive(opened: Draft) {
    const { submission, earlier } = opened
    for (const [key, value] of unsaved) if (!fits(opened.definition, key, value)) unsaved.delete(key)
    for (const key of Object.keys(answers)) if (!unsaved.has(key)) delete answers[key]
    for (const [key, value] of Object.entries(submission.answers)) if (!unsaved.has(key)) answers[key] = value
    definition.value = opened.definition
    draft.value = opened
    if (earlier !== null && Object.keys(submission.answers).length === 0 && !isAgain) phase.value = 'answered'
  }

  async function writeAnswer(key: string, value: AnswerValue | null) {
    status.value = 'saving'
    try {
      await api.saveAnswer(draft.value!.submission.id, key, value)
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 400) throw failure
      sendBack(key, (failure.detail['problem'] as Problem | undefined) ?? { code: 'required' })
    }
    // What was given meanwhile is newer and stays in the queue.
    if (unsaved.get(key) === value) unsaved.delete(key)
  }

  async function complete() {
    receipt.value = await api.complete(draft.value!.submission.id)
    phase.value = 'finished'
  }

  /** The server does not take it as it is: the person sees the question again, with the reason. */
  function sendBack(key: string, problem: Problem) {
    phase.value = 'answering'
    problems[key] = problem
    place.go(key)
  }

  /** @returns whether the server's no was understood; everything else is tried again later, like a lost connection */
  function obey({ status: httpStatus, detail }: Refused): boolean {
    const missing = (detail['missing'] as string[] | undefined)?.[0]
    if (missing !== undefined) sendBack(missing, { code: 'required' })
    else if (detail['reason'] === 'closed' || (httpStatus === 404 && draft.value === null)) phase.value = 'closed'
    else if (detail['reason'] === 'finished') beginFromServer()
    else if (detail['reason'] === 'cancelled') {
      // Begun anew elsewhere: what was given here goes into the new draft.
      for (const [key, value] of Object.entries(answers)) if (!unsaved.has(key)) unsaved.set(key, value)
      draft.value = null
    } else return false
    return true
  }

  /** Finished elsewhere, in the chat or on another device: the new draft brings that receipt. */
  function beginFromServer() {
    unsaved.clear()
    isAgain = false
    phase.value = 'answering'
    draft.value = null
  }

  function finish() {
    if (phase.value !== 'answering') return
    phase.value = 'sending'
    clearTimeout(typingTimer)
    void write()
  }

  function beginAgain() {
    isAgain = true
    phase.value = 'answering'
    void write()
  }

  /** The page goes away: what can be sent is sent; what cannot, because nobody is known yet, is handed over. */
  function leave() {
    clearTimeout(typingTimer)
    if (draft.value === null) handOver(form, unsaved, place.question.value)
    else void write()
  }
  // A phone may drop a hidden page without another word.
  const hide = () => document.visibilityState === 'hidden' && draft.value !== null && leave()
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hide)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hide)
  })

  for (const [key, value] of Object.entries(left?.unsaved ?? {})) keep(key, value)
  void write()

  return {
    definition,
    answers,
    status,
    phase,
    problems,
    draft,
    resumed: computed(() => Object.keys(draft.value?.submission.answers ?? {}).length > 0),
    receipt,
    touched,
    leftAt: left?.at ?? null,
    give,
    finish,
    beginAgain,
  }
}

function fits(definition: FormDefinition, key: string, value: unknown): boolean {
  const question = questionByKey(definition, key)
  return question !== undefined && checkAnswer(question, value, todayInJapan(Date.now())).ok
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
