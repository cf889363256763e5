import { computed, onScopeDispose, ref, type ShallowRef } from 'vue'
import { ApiError } from '../api.ts'

/** After so long something that could not be reached is tried again. */
const againMs = 5_000

/** `conflict`: somebody else wrote meanwhile, and nothing is written until it is decided whose holds. */
export type SaveState = 'saved' | 'saving' | 'offline' | 'conflict' | 'failed'

interface Kept {
  revision: number
  updatedAt: number
}

/**
 * Keeps what somebody is writing on the server by itself, a moment after the last keystroke, one write after the other.
 * @param put writes it over the revision that was read
 */
export function useSaving<T>(
  value: ShallowRef<T | null>,
  pauseMs: number,
  put: (sent: T, revision: number) => Promise<Kept>,
) {
  const state = ref<SaveState>('saved')
  const savedAt = ref<number | null>(null)
  const revision = ref(0)
  let unsaved = false
  let writing: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What is on screen is what the server has; null: it has no draft. */
  function taken(draft: Kept | null) {
    revision.value = draft?.revision ?? 0
    savedAt.value = draft?.updatedAt ?? null
    unsaved = false
    state.value = 'saved'
  }

  function kept(answer: Kept) {
    revision.value = answer.revision
    savedAt.value = answer.updatedAt
  }

  function later() {
    unsaved = true
    if (state.value !== 'conflict') state.value = 'saving'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }

  /**
   * Resolves when the server has everything, or `state` says why it has not.
   * @param anyway also when nothing has changed: a draft is needed
   */
  async function save(anyway = false): Promise<void> {
    clearTimeout(timer)
    await writing
    unsaved ||= anyway
    if (!unsaved || state.value === 'conflict' || value.value === null) return
    writing = write(value.value)
    await writing
    writing = null
    if (unsaved && state.value === 'saving') await save()
  }

  async function write(sent: T) {
    unsaved = false
    try {
      kept(await put(sent, revision.value))
      if (!unsaved) state.value = 'saved'
    } catch (error) {
      unsaved = true
      const code = error instanceof ApiError ? error.code : 'internal'
      state.value = code === 'conflict' ? 'conflict' : code === 'offline' ? 'offline' : 'failed'
      if (code === 'offline') timer = setTimeout(() => void save(), againMs)
    }
  }
  onScopeDispose(() => void save())

  return { state, savedAt, revision, taken, kept, later, save, hasUnsaved: computed(() => state.value !== 'saved') }
}
