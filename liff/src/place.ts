import { ref, watch, type Ref } from 'vue'
import type { Router } from 'vue-router'

/**
 * Which question the person is at. Before LINE's start is over it lives in memory only, because the address is not ours
 * yet; afterwards every question has its entry in the history, so that LINE's back button goes one question back.
 */
export interface Place {
  question: Ref<string | null>
  /** Forward, or a jump: a new entry in the history. */
  go(key: string): void
  /** The same entry shows another question. */
  replace(key: string): void
  /** One question back: by the history where the entry before is that question. */
  back(key: string): void
  attach(router: Router): void
}

export function createPlace(address: URL): Place {
  const question = ref(address.searchParams.get('question'))
  let router: Router | null = null
  const at = (key: string) => ({
    path: router!.currentRoute.value.path,
    query: { ...router!.currentRoute.value.query, question: key },
  })

  function go(key: string) {
    question.value = key
    void router?.push(at(key))
  }
  function replace(key: string) {
    question.value = key
    void router?.replace(at(key))
  }
  function back(key: string) {
    const before = router?.options.history.state['back']
    if (typeof before === 'string' && router?.resolve(before).query['question'] === key) router.back()
    else replace(key)
  }
  function attach(installed: Router) {
    router = installed
    if (question.value !== null) replace(question.value)
    watch(
      () => installed.currentRoute.value.query['question'],
      (key) => {
        if (typeof key === 'string') question.value = key
      },
    )
  }
  return { question, go, replace, back, attach }
}
