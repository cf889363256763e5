import { ref, type Ref, shallowRef } from 'vue'
import { type Spot, spotAt, withQuestion } from './address.ts'
import type { Boot } from './boot.ts'

/**
 * Where the person is. The question of a form lives in memory before LINE's start is over, because the address is not ours
 * yet; afterwards every question has its entry in the history, so that LINE's back button goes one question back.
 */
export interface Place {
  spot: Ref<Spot>
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
  /** From now on the address is ours. */
  attach(): void
}

/** What we keep in `history.state`: the how-manieth entry it is, and the question that the entry before it shows. */
interface Entry {
  at: number
  before: string | null
}

/** The page that was asked for before the address was ours. It is a path of ours, and says nothing of the person. */
const wishKey = 'musubi:wish'

/**
 * @param enter gets what a page needs before it is shown
 * @returns whether it could be had; without it the person stays where they are
 */
export function createPlace({ accountId, page }: Boot, enter: (spot: Spot) => Promise<boolean>): Place {
  const base = `/liff/${accountId}`
  const here = () => new URL(location.href)
  const spotOf = (address: URL) => spotAt(address.pathname.slice(base.length) || '/')

  const spot = shallowRef<Spot>({ page, key: null })
  const question = ref(here().searchParams.get('question'))
  let entry: Entry | null = null
  let wish = sessionStorage.getItem(wishKey)
  let tell: () => void
  const ours = new Promise<void>((resolve) => (tell = resolve))

  function write(how: 'pushState' | 'replaceState', address: URL, next: Entry) {
    entry = next
    history[how](next, '', address)
  }

  function show(address: URL) {
    spot.value = spotOf(address)
    // A question of one form is none of the next one.
    if (spot.value.page !== 'form') question.value = null
    else question.value = address.searchParams.get('question') ?? question.value
  }

  function go(key: string) {
    const before = question.value
    question.value = key
    if (entry) write('pushState', withQuestion(here(), key), { at: entry.at + 1, before })
  }

  function replace(key: string) {
    question.value = key
    if (entry) write('replaceState', withQuestion(here(), key), entry)
  }

  function back(key: string, otherwise = replace) {
    if (entry?.before === key) history.back()
    else otherwise(key)
  }

  /** For the next page load: in this one, `visit` itself waits. */
  function keepWish(path: string | null) {
    wish = null
    if (path === null) sessionStorage.removeItem(wishKey)
    else sessionStorage.setItem(wishKey, path)
  }

  async function visit(path: string) {
    // LINE's second redirect is a page load: without a note the tap would be lost with the page.
    if (!entry) keepWish(path)
    await ours
    const address = new URL(base + path, location.href)
    if (address.href === location.href) return true
    if (!(await enter(spotOf(address)))) return false
    write('pushState', address, { at: entry!.at + 1, before: null })
    show(address)
    return true
  }

  /** The browser's own back and forward. */
  async function turn({ state }: PopStateEvent) {
    const address = here()
    const turned = (state as Entry | null) ?? entry!
    const isHad = await enter(spotOf(address))
    if (location.href !== address.href) return
    if (!isHad) return history.go(entry!.at - turned.at)
    entry = turned
    show(address)
  }

  function attach() {
    const { at = 0, before = null } = (history.state ?? {}) as Partial<Entry>
    const key = question.value
    entry = { at, before }
    show(here())
    if (question.value !== null && key !== null) replace(key)
    else write('replaceState', here(), entry)
    addEventListener('popstate', (event) => void turn(event))
    tell()
    const wished = wish
    keepWish(null)
    if (wished !== null) void visit(wished)
  }

  return { spot, question, go, replace, back, visit, attach }
}
