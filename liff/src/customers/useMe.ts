import { type Ref, ref, shallowRef } from 'vue'
import type { Me } from '../../../bot/identity-links/contract.ts'
import { type Api, Refused } from '../api.ts'
import type { Context } from '../context.ts'
import type { Speech } from '../language.ts'
import { onlineOrAfter } from '../persist.ts'

const retryPauseMs = 4_000

export interface MeState {
  me: Ref<Me | null>
  /** It could not be loaded yet, and is tried again. */
  isStruggling: Ref<boolean>
  load(): Promise<void>
  /** @returns whether LINE was told; null when nothing was undone */
  unlink(): Promise<boolean | null>
  /** @returns whether it was done */
  withdraw(purpose: string): Promise<boolean>
  setMessages(stopped: boolean): Promise<boolean>
  setReminders(stopped: boolean): Promise<boolean>
}

/** What is known of the person, as the server has it; after every change it is asked for anew. */
export function useMe(api: Api, { identity }: Pick<Context, 'identity'>, speech: Speech): MeState {
  const me = shallowRef<Me | null>(null)
  const isStruggling = ref(false)

  async function refresh() {
    me.value = (await api.call<{ me: Me }>('GET', '/me')).me
    speech.learn(me.value.language)
  }

  async function load() {
    while (me.value === null) {
      try {
        await refresh()
      } catch {
        isStruggling.value = true
        await onlineOrAfter(retryPauseMs)
      }
    }
    isStruggling.value = false
  }

  /** @returns whether it was done */
  async function change(request: () => Promise<{ me: Me }>): Promise<boolean> {
    try {
      me.value = (await request()).me
      return true
    } catch (failure) {
      // Done on another device already: what holds now is shown.
      if (failure instanceof Refused) await refresh().catch(() => {})
      return false
    }
  }

  return {
    me,
    isStruggling,
    load,
    async unlink() {
      const accessToken = identity.line.value?.accessToken() ?? null
      try {
        const { told } = await api.call<{ told: boolean }>('DELETE', '/link', { accessToken })
        me.value = me.value && { ...me.value, link: null }
        await refresh().catch(() => {})
        return told
      } catch (failure) {
        if (failure instanceof Refused) await refresh().catch(() => {})
        return null
      }
    },
    withdraw: (purpose) => change(() => api.call('DELETE', '/me/consents', { purpose })),
    setReminders: (stopped) =>
      change(() => api.call('PUT', '/me/reminders', { stopped, language: speech.language.value })),
    setMessages: (stopped) =>
      change(() => api.call('PUT', '/me/messages', { stopped, language: speech.language.value })),
  }
}
