import { computed, onScopeDispose, reactive, type Ref, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { Problem } from '../../../bot/forms/kinds/problem.ts'
import type {
  Answers,
  AnswerValue,
  Begun,
  Earlier,
  FormDefinition,
  Language,
  OpenedForm,
  Opening,
  Receipt,
} from '../../../bot/forms/contract.ts'
import { questionByKey } from '../../../bot/forms/flow.ts'
import { under } from '../../../bot/forms/under.ts'
import { type Api, Refused } from '../api.ts'
import type { BootForm } from '../boot.ts'
import { onlineOrAfter } from '../persist.ts'
import type { Place } from '../place.ts'
import { checkAnswer, fetchKindsOf } from './later.ts'
import { handOver, takeOver } from './handover.ts'

/** `idle`: nothing was given yet. `offline`: answers wait in this page until the server takes them. */
export type SaveStatus = 'idle' | 'saving' | 'saved' | 'offline'
/** `answered`: the person finished this form before. `shut`: it takes no answers now. `member`: a registration of somebody who is a member. */
export type Phase = 'answering' | 'sending' | 'finished' | 'answered' | 'shut' | 'member'
/** What happened to the draft behind this page's back. */
export type Notice = 'resumed' | 'changed_elsewhere' | 'cancelled_elsewhere' | 'personal_dropped'

export interface FormAnswers {
  definition: Ref<FormDefinition>
  answers: Answers
  /** What the link said and what was known, as the draft keeps it; before it has come, as the address says. */
  begun: Ref<Begun>
  status: Ref<SaveStatus>
  /** How many answers the server does not have yet. */
  unsavedCount: Ref<number>
  phase: Ref<Phase>
  opening: Ref<Opening>
  /** The person's last finished submission. */
  earlier: Ref<Earlier | null>
  notice: Ref<Notice | null>
  /** By question key: what the server did not take. */
  problems: Record<string, Problem>
  draft: Ref<OpenedForm | null>
  /** By which the texts call the person; null while nobody knows. */
  name: Ref<string | null>
  receipt: Ref<Receipt | null>
  /** Something was given in this page or in the one before it. */
  touched: Ref<boolean>
  /** Where the person was when the page before this one had to leave for LINE. */
  leftAt: string | null
  /** By question key: what stands in its field and is no answer yet, 「その他」 without its words. */
  half: Map<string, AnswerValue | null>
  give(key: string, value: AnswerValue | null, when: 'now' | 'soon'): void
  finish(): void
  /** Another submission beside the finished one. */
  beginAgain(): void
  /** The finished submission once more, to be changed. */
  change(): void
  /** The draft is a change of what was sent before. */
  isChange: Ref<boolean>
  /** Gives the change up: what was sent stands. */
  keepSent(): void
  /** Resolves when there is a draft. */
  draftId(): Promise<string>
  /** Resolves when the server has everything that was given. */
  settled(): Promise<void>
}

const typingPauseMs = 800
const retryPauseMs = 5_000
/** A page that was only glanced away from is not read again. */
const freshForMs = 5_000

/**
 * The answers of one form: taken at once, kept in memory, and written to the server one by one, in the order in which
 * they were given, as soon as the person is known and the server can be reached. A lost connection only delays them.
 * With `changes` it opens what was sent before, to be changed.
 */
export function useFormAnswers(
  form: BootForm,
  api: Api,
  place: Place,
  {
    language,
    today,
    changes,
    said,
  }: { language: Ref<Language>; today: string; changes: boolean; said: Record<string, string> },
): FormAnswers {
  // Only what the form asks for leaves this page: an address also says what is LINE's.
  const hidden: Record<string, string> = {}
  for (const { key } of form.definition.hidden ?? []) {
    const told = under(said, key)
    if (told) hidden[key] = told
  }
  const definition = shallowRef(form.definition)
  // Without what every object has by birth: a question's key may be any word, `constructor` too.
  const answers = reactive<Answers>(Object.create(null))
  const problems = reactive<Record<string, Problem>>(Object.create(null))
  const unsaved = shallowReactive(new Map<string, AnswerValue | null>())
  const opening = shallowRef(form.opening)
  const earlier = shallowRef<Earlier | null>(null)
  const phase = ref<Phase>(form.opening.kind === 'open' ? 'answering' : 'shut')
  const status = ref<SaveStatus>('idle')
  const notice = ref<Notice | null>(null)
  const draft = shallowRef<OpenedForm | null>(null)
  const name = ref<string | null>(null)
  const receipt = shallowRef<Receipt | null>(null)
  const touched = ref(false)
  const left = takeOver(form.key)
  const half = shallowReactive(new Map<string, AnswerValue | null>(Object.entries(left?.half ?? {})))
  let wanted: 'draft' | 'again' | 'change' | 'keep' = changes ? 'change' : 'draft'
  /** Of the draft, as this page has read or written it last. */
  let revision = 0
  let readAt = 0
  let isWriting = false
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  function open() {
    if (wanted === 'keep') return api.keepFinished(form.key)
    return wanted === 'change' ? api.changeFinished(form.key) : api.openDraft(form.key, wanted === 'again', hidden)
  }

  function keep(key: string, value: AnswerValue | null) {
    answers[key] = value
    unsaved.set(key, value)
    touched.value = true
    // A lost connection stays said until something has arrived again.
    if (status.value !== 'offline') status.value = 'saving'
  }

  function give(key: string, value: AnswerValue | null, when: 'now' | 'soon') {
    delete problems[key]
    half.delete(key)
    if (!isSame(under(answers, key), value)) keep(key, value)
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
      const isShut = phase.value === 'shut' && readAt === 0
      if (phase.value !== 'answering' && phase.value !== 'sending' && !isShut) return false
      // A form that is shut may have been answered before.
      if (draft.value === null) {
        const opened = await open()
        await receive(opened)
        return true
      }
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

  async function receive(opened: OpenedForm) {
    const given = opened.definition.questions.filter(({ key }) => unsaved.has(key))
    await fetchKindsOf({ questions: given })
    readAt = Date.now()
    opening.value = opened.opening
    earlier.value = opened.earlier
    definition.value = opened.definition
    name.value = opened.name
    if (opened.submission === null) {
      unsaved.clear()
      phase.value = opened.earlier === null && !opened.allKnown ? 'shut' : 'answered'
      return
    }
    for (const [key, value] of unsaved) {
      const question = questionByKey(opened.definition, key)
      if (!question || checkAnswer(question, value, today)?.ok === false) unsaved.delete(key)
    }
    const isFirst = draft.value === null
    const { answers: stored } = opened.submission
    revision = opened.submission.revision
    // Between the moment when an answer is given and the moment when it is stored, ours is the newer one.
    const changed = Object.keys({ ...answers, ...stored }).filter(
      (key) => !unsaved.has(key) && !isSame(under(answers, key), under(stored, key)),
    )
    for (const key of changed) {
      const value = under(stored, key)
      if (value !== undefined) answers[key] = value
      else delete answers[key]
    }
    draft.value = opened
    if (phase.value === 'shut') phase.value = 'answering'
    if (isFirst && notice.value === null && wanted === 'draft' && Object.keys(stored).some(isAsked))
      notice.value = 'resumed'
    if (!isFirst && changed.length > 0) notice.value = 'changed_elsewhere'
  }

  const isAsked = (key: string) => !draft.value?.submission?.known?.includes(key)

  async function writeAnswer(key: string, value: AnswerValue | null) {
    if (status.value !== 'offline') status.value = 'saving'
    try {
      const stored = await api.saveAnswer(draft.value!.submission!.id, key, value)
      const isAlone = stored.revision <= revision + 1
      revision = stored.revision
      status.value = 'saving'
      // Another device or the chat wrote to the same draft: what it wrote is shown here as well.
      if (!isAlone) await receive(await api.openDraft(form.key, false, hidden))
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 400) throw failure
      sendBack(key, (failure.detail['problem'] as Problem | undefined) ?? { code: 'required' })
    }
    // What was given meanwhile is newer and stays in the queue.
    if (unsaved.get(key) === value) unsaved.delete(key)
  }

  async function complete() {
    receipt.value = await api.complete(draft.value!.submission!.id, language.value, revision)
    phase.value = 'finished'
    half.clear()
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
    const reason = detail['reason']
    if (missing !== undefined) sendBack(missing, (detail['problem'] as Problem | undefined) ?? { code: 'required' })
    else if (detail['opening'] !== undefined) shut(detail['opening'] as Opening)
    else if (reason === 'already_linked') phase.value = 'member'
    else if (reason === 'finished' || reason === 'replaced' || reason === 'answered') readAnew()
    else if (reason === 'cancelled') moveOn()
    else if (reason === 'changed') lookAgain()
    else if (httpStatus === 404 && wanted === 'change') readAnew()
    else if (httpStatus === 404 && draft.value === null) shut({ kind: 'closed', since: null })
    else return false
    return true
  }

  function shut(now: Opening) {
    opening.value = now
    phase.value = 'shut'
  }

  /** Finished elsewhere, in the chat or on another device: the server says what there is now. */
  function readAnew() {
    unsaved.clear()
    wanted = 'draft'
    phase.value = 'answering'
    draft.value = null
  }

  /** Changed elsewhere since it was read here: nobody sends what they have not seen. */
  function lookAgain() {
    phase.value = 'answering'
    notice.value = 'changed_elsewhere'
    void api.openDraft(form.key, false, hidden).then(receive, () => {})
  }

  /** Cancelled elsewhere, while it was being answered here: what was given here goes into a new draft. */
  function moveOn() {
    for (const [key, value] of Object.entries(answers)) if (!unsaved.has(key)) unsaved.set(key, value)
    draft.value = null
    notice.value = 'cancelled_elsewhere'
  }

  function finish() {
    if (phase.value !== 'answering') return
    phase.value = 'sending'
    clearTimeout(typingTimer)
    void write()
  }

  function beginWith(what: 'again' | 'change') {
    wanted = what
    phase.value = 'answering'
    draft.value = null
    void write()
  }

  function keepSent() {
    wanted = 'keep'
    unsaved.clear()
    half.clear()
    draft.value = null
    void write()
  }

  /** Back in front of the person's eyes: what another device or the chat has written meanwhile is read. */
  async function readAgain() {
    const known = draft.value?.submission
    if (!known || isWriting || unsaved.size > 0 || phase.value !== 'answering' || Date.now() - readAt < freshForMs)
      return
    const opened = await api.openDraft(form.key, false, hidden).catch(() => null)
    if (opened === null || unsaved.size > 0 || phase.value !== 'answering') return
    if (opened.submission !== null && opened.submission.id !== known.id) moveOn()
    else await receive(opened)
    void write()
  }

  /**
   * The page goes away: what can be sent is sent. What the server does not have yet is handed over as well, because nobody
   * may be known yet, or LINE may have to say anew who it is.
   */
  function leave() {
    clearTimeout(typingTimer)
    handOver(form, unsaved, half, place.question.value)
    if (draft.value !== null) void write()
  }
  // A phone may drop a hidden page without another word.
  function turn() {
    if (document.visibilityState === 'visible') void readAgain()
    else if (draft.value !== null) leave()
  }
  /** Browsers that can, ask whether to leave answers behind that exist nowhere else. */
  function warn(event: BeforeUnloadEvent) {
    if (status.value === 'offline' && draft.value !== null && unsaved.size > 0) event.preventDefault()
  }
  window.addEventListener('pagehide', leave)
  window.addEventListener('beforeunload', warn)
  document.addEventListener('visibilitychange', turn)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('beforeunload', warn)
    document.removeEventListener('visibilitychange', turn)
  })

  const when = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const stop = watch(isSo, (now) => now && (resolve(), queueMicrotask(() => stop())), { immediate: true })
    })

  for (const [key, value] of Object.entries(left?.unsaved ?? {})) keep(key, value)
  if (left?.dropped) notice.value = 'personal_dropped'
  void write()

  return {
    definition,
    answers,
    begun: computed(() => draft.value?.submission ?? { hidden, day: today }),
    status,
    unsavedCount: computed(() => unsaved.size),
    phase,
    opening,
    earlier,
    notice,
    problems,
    draft,
    name,
    receipt,
    touched,
    leftAt: left?.at ?? null,
    half,
    give,
    finish,
    beginAgain: () => beginWith('again'),
    change: () => beginWith('change'),
    isChange: computed(() => draft.value?.submission != null && draft.value.earlier?.more === 'change'),
    keepSent,
    async draftId() {
      await when(() => draft.value !== null)
      return draft.value!.submission!.id
    },
    async settled() {
      clearTimeout(typingTimer)
      void write()
      await when(() => unsaved.size === 0)
    },
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
