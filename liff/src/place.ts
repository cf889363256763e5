import { ref, watch, type Ref } from 'vue'
import type { Router } from 'vue-router'

/**
 * Where the person is. The question of a form lives in memory before LINE's start is over, because the address is not ours
 * yet; afterwards every question has its entry in the history, so that LINE's back button goes one question back.
 */
export interface Place {
  question: Ref<string | null>
  /** Forward, or a jump: a new entry in the history. */
  go(key: string): void
  /** The same entry shows another question. */
  replace(key: string): void
  /** One question back: by the history where the entry before is that question, and else as `otherwise` says (`replace`). */
  back(key: string, otherwise?: (key: string) => void): void
  /**
   * To another page of the mini-app, by its path behind `/liff/:accountId`, as soon as the address is ours.
   * @returns whether the page could be had
   */
  visit(path: string): Promise<boolean>
  attach(router: Router): void
}

export function createPlace(address: URL): Place {
  const question = ref(address.searchParams.get('question'))
  let router: Router | null = null
  let tellRouter: (router: Router) => void
  const attached = new Promise<Router>((resolve) => (tellRouter = resolve))
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
  function back(key: string, otherwise = replace) {
    const before = router?.options.history.state['back']
    if (typeof before === 'string' && router?.resolve(before).query['question'] === key) router.back()
    else otherwise(key)
  }
  async function visit(path: string) {
    const failure = await (await attached).push(path)
    return failure === undefined
  }
  function attach(installed: Router) {
    router = installed
    if (question.value !== null) replace(question.value)
    watch(installed.currentRoute, ({ name, query: { question: key } }) => {
      // A question of one form is none of the next one.
      if (name !== 'form') question.value = null
      else if (typeof key === 'string') question.value = key
    })
    tellRouter(installed)
  }
  return { question, go, replace, back, visit, attach }
}
