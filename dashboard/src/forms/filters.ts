import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { formKeyPattern } from '../../../bot/forms/form-key.ts'
import { reviews, ways } from '../../../bot/forms/staff-contract.ts'

/** Where a submission stands, for its person and for us; several reviews may be looked at together. */
export const standings = [...reviews, 'finished', 'draft', 'cancelled'] as const
export type Standing = (typeof standings)[number]

const isReview = (standing: Standing) => (reviews as readonly string[]).includes(standing)

/** What the address may say; anything else in it is not asked for. */
const patterns = {
  form: formKeyPattern,
  assignee: /^[0-9A-Za-z_-]{1,64}$/,
  way: new RegExp(`^(${ways.join('|')})$`),
  from: /^\d{4}-\d{2}-\d{2}$/,
  to: /^\d{4}-\d{2}-\d{2}$/,
  place: /^waiting$/,
  visit: /^\d{4}-\d{2}-\d{2}$/,
  slot: /^[0-9A-Za-z_-]{1,64}$/,
  sort: /^oldest$/,
}
export type FilterName = keyof typeof patterns | 'state' | 'q'

const first = (value: LocationQueryValue | LocationQueryValue[] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''

/** The filters of the list, kept in the address: a link shows what its sender saw. */
export function useSubmissionFilters() {
  const route = useRoute()
  const router = useRouter()
  const write = (changes: Partial<Record<FilterName, string>>) => {
    const query = { ...route.query }
    for (const [name, value] of Object.entries(changes)) {
      if (value) query[name] = value
      else delete query[name]
    }
    return router.replace({ query })
  }
  const field = (name: keyof typeof patterns) =>
    computed({
      get: () => (patterns[name].test(first(route.query[name])) ? first(route.query[name]) : ''),
      set: (value: string) => void write({ [name]: value }),
    })

  const standing = computed({
    get: (): Standing[] => togetherOf(first(route.query['state']).split(',')),
    set: (chosen: Standing[]) => void write({ state: together(standing.value, chosen).join(',') }),
  })
  const q = computed({
    get: () => first(route.query['q']).trim().slice(0, 100),
    set: (value: string) => void write({ q: value }),
  })
  const fields = {
    form: field('form'),
    assignee: field('assignee'),
    way: field('way'),
    from: field('from'),
    to: field('to'),
    place: field('place'),
    visit: field('visit'),
    slot: field('slot'),
    sort: field('sort'),
  }
  /** As the API takes them; what a change of all that match is asked for by. */
  const matching = computed(() => ({
    ...narrowingIn((name) => first(route.query[name])),
    ...(q.value && { q: q.value }),
  }))
  const query = computed((): Record<string, string> => ({
    ...matching.value,
    ...(fields.sort.value && { sort: fields.sort.value }),
  }))
  const any = computed(() => Object.keys(matching.value).length > 0)
  const clear = () => router.replace({ query: {} })
  return { ...fields, standing, q, query, matching, any, clear, write }
}

/** The filters of an address, but for a search, as the API takes them. */
export function narrowingIn(read: (name: string) => string): Record<string, string> {
  const { sort: _order, ...narrowing } = patterns
  const given = Object.entries(narrowing).flatMap(([name, pattern]) => {
    const value = read(name)
    return pattern.test(value) ? [[name, value] as const] : []
  })
  return { ...Object.fromEntries(given), ...standingQuery(togetherOf(read('state').split(','))) }
}

const togetherOf = (names: string[]): Standing[] => {
  const known = standings.filter((standing) => names.includes(standing))
  return known.every(isReview) ? known : known.filter((standing) => !isReview(standing)).slice(0, 1)
}

/** What is not finished has no review, so it is looked at alone; the last choice counts. */
function together(before: Standing[], chosen: Standing[]): Standing[] {
  const added = chosen.find((standing) => !before.includes(standing))
  if (added === undefined) return chosen
  return isReview(added) ? chosen.filter(isReview) : [added]
}

function standingQuery(standing: Standing[]): Record<string, string> {
  const [one] = standing
  if (one === undefined) return {}
  return isReview(one) ? { state: 'finished', review: standing.join(',') } : { state: one }
}
