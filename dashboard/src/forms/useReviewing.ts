import { useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useToast } from '@nuxt/ui/composables'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import { formsApi, unwrap } from '../api.ts'
import { say, type Texts } from '../language.ts'
import { useDeed } from '../ui/useDeed.ts'
import type { Submission } from './useSubmission.ts'
import type { SubmissionPage } from './useSubmissions.ts'
import { reviewWords } from './words.ts'

/** What staff say of submissions; an assignee with the name that the page shows at once. */
export type Saying = { review: Review; reason?: string } | { assignee: { id: string; name: string } | null }

/** Which ones: one or more as they were seen, or all that the filters find. */
export type Target =
  | { ticked: { id: string; revision: number }[] }
  | { matching: Record<string, string> & { until: string }; count: number }

const undoMs = 10_000

/** Reviewing and assigning, one or many, each to be undone for ten seconds from its note or by a key. */
export function useReviewing(accountId: Ref<string>) {
  const client = useQueryClient()
  const tell = useDeed()
  const toast = useToast()
  let last: { undo: () => Promise<unknown>; until: number } | null = null

  const api = () => formsApi(accountId.value).submissions

  async function take(target: Target, saying: Saying): Promise<boolean> {
    let change: string | null = null
    let isUndone = false
    const undo = async () => {
      if (change === null || isUndone) return
      isUndone = true
      const { undone, kept } = await unwrap(api().changes[':id'].undoing.$post({ param: { id: change }, json: {} }))
      await renewAll()
      if (kept > 0) tellKept(undone, kept)
    }
    const words = { ...unchangedWords }
    const deed = async () => {
      let changed = 1
      if ('ticked' in target && target.ticked.length === 1) change = await takeOne(target.ticked[0]!, saying)
      else ({ change, changed } = await takeMany(target, saying))
      if (change !== null) Object.assign(words, doneWords(target, saying, changed))
      last = { undo, until: Date.now() + undoMs }
    }
    const isDone = await tell(deed, words, undo)
    if (!isDone) await renewAll()
    return isDone
  }

  /** One: its answer is the newest state, and the row in the list changes with it. */
  async function takeOne({ id, revision }: { id: string; revision: number }, saying: Saying): Promise<string | null> {
    const { change, submission } = await unwrap(
      api()[':id'].$patch({ param: { id }, json: { ...askedOf(saying), revision } }),
    )
    client.setQueryData(['submission', accountId.value, id], { submission })
    renewRow(submission)
    void client.invalidateQueries({ queryKey: ['forms', accountId.value] })
    return change
  }

  async function takeMany(target: Target, saying: Saying): Promise<{ change: string; changed: number }> {
    const which = 'ticked' in target ? { ticked: target.ticked } : { matching: target.matching }
    const { change, changed, unchanged, left } = await unwrap(
      // The filters are those of the address, which the schema takes as texts.
      api().changes.$post({ json: { ...askedOf(saying), ...which } as never }),
    )
    await renewAll()
    if (unchanged > 0 || left) tellUnchanged(unchanged, left)
    return { change, changed }
  }

  /** The feed of changes would take two seconds. */
  const renewRow = ({ id, review, returnedFor, assignee, revision }: Submission) =>
    client.setQueriesData<SubmissionPage>({ queryKey: ['submissions', accountId.value] }, (page) => {
      if (!page) return page
      const now = { review, returnedFor, assignee, revision }
      return { ...page, rows: page.rows.map((row) => (row.id === id ? { ...row, ...now } : row)) }
    })

  const renewAll = async () => {
    await Promise.all(
      ['submission', 'submissions', 'forms'].map((name) =>
        client.invalidateQueries({ queryKey: [name, accountId.value] }),
      ),
    )
  }

  const note = (title: Texts) => toast.add({ title: say(title), icon: 'i-lucide-info', color: 'warning' })
  const tellKept = (undone: number, kept: number) =>
    note({
      ja: `${undone}件を元に戻しました。ほかの人が変更した${kept}件はそのままです`,
      en: `${undone} undone. ${kept} that somebody else has changed stay as they are`,
    })
  const tellUnchanged = (unchanged: number, left: boolean) =>
    note(
      left
        ? {
            ja: '一度に変更できる件数を超えました。残りはもう一度操作してください',
            en: 'There are more than one press changes. Please do it again for the rest',
          }
        : {
            ja: `${unchanged}件はそのままです（変更済み、または完了していない回答）`,
            en: `${unchanged} stay as they are: changed already, or not finished`,
          },
    )

  /** Takes the last change back, as the note offers it. */
  async function undoLast(): Promise<void> {
    const { undo, until } = last ?? { until: 0 }
    last = null
    if (undo && Date.now() < until) await tell(undo, { ja: '元に戻しました', en: 'Undone' })
  }

  return { take, undoLast }
}

const askedOf = (saying: Saying) =>
  'review' in saying
    ? { review: saying.review, ...(saying.reason && { reason: saying.reason }) }
    : { assignee: saying.assignee?.id ?? null }

const unchangedWords: Texts = { ja: 'すでにその状態です', en: 'It says so already' }

function doneWords(target: Target, saying: Saying, changed: number): Texts {
  const isOne = 'ticked' in target && target.ticked.length === 1
  const [ja, en] = isOne ? ['', ''] : [`${changed.toLocaleString()}件を`, `${changed.toLocaleString()}: `]
  if ('review' in saying) {
    const { label } = reviewWords[saying.review]
    return { ja: `${ja}「${label.ja}」にしました`, en: `${en || 'Now: '}${label.en}` }
  }
  const name = saying.assignee?.name
  return name === undefined
    ? { ja: `${ja}担当なしにしました`, en: `${en}Assigned to nobody` }
    : { ja: `${ja}${name}さんの担当にしました`, en: `${en}Assigned to ${name}` }
}
