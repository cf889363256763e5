import type { Answers, FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { columnsOf } from '../../../bot/forms/draft.ts'
import { askedQuestions } from '../../../bot/forms/flow.ts'
import { nameBy } from './names.ts'
import { dayMs, type MadeFriend, type Making } from './plan.ts'
import { tableIn } from './table.ts'
import { valueBy } from './values.ts'

export interface MadeForm {
  id: string
  key: string
  version: number
  definition: FormDefinition
}

const reviews = ['new', 'new', 'checking', 'done', 'done', 'done', 'done', 'returned']
const perHundredDrafts = 30

/** A finished one as later steps need it. */
export interface MadeSubmission {
  id: string
  friendSeq: number
  finishedAt: number
}

/**
 * Finished submissions of a form with every answer, and three drafts for ten of them, each left at some question.
 * People come at random; one who has a draft already gets no second one.
 */
export function makeSubmissions(making: Making, form: MadeForm, friends: MadeFriend[], many: number): MadeSubmission[] {
  const { db, chance, plan, id, staffId } = making
  const submissions = tableIn(db, 'submissions', [
    ...['id', 'account_id', 'form_id', 'version', 'friend_seq', 'uid', 'state', 'revision', 'skipped', 'number'],
    ...['began_in', 'finished_in', 'proof', 'review', 'returned_for', 'assignee_id', 'reached_key'],
    ...['started_at', 'updated_at', 'finished_at'],
  ])
  const answers = tableIn(db, 'answers', [
    ...['submission_id', 'question_key', 'account_id', 'form_id', 'uid', 'value_text', 'value_number', 'value_time'],
    ...['value_json', 'answered_in', 'answered_at'],
  ])
  const drafted = new Set<number>()
  const conditional = form.definition.questions.some(({ showWhen }) => showWhen !== undefined)
  const made: MadeSubmission[] = []
  const began = plan.now - plan.days * dayMs
  const all = many + Math.floor((many * perHundredDrafts) / 100)
  for (let at = 0, number = 0; at < all; at++) {
    const friend = chance.one(friends)
    const isDraft = chance.below(100 + perHundredDrafts) < perHundredDrafts && !drafted.has(friend.seq)
    if (isDraft) drafted.add(friend.seq)
    const startedAt = Math.floor(began + ((plan.now - began) * at) / all)
    const mouth = form.key === 'visit' || chance.percent(20) ? 'chat' : 'liff'
    const person = nameBy(chance)
    const given: Answers = {}
    const asked = () => (conditional ? askedQuestions(form.definition, given) : form.definition.questions)
    const stopsAt = isDraft ? chance.below(form.definition.questions.length) : Infinity
    let reached: Question | undefined
    for (let nth = 0; nth < asked().length && nth <= stopsAt; nth++) {
      reached = asked()[nth]!
      if (nth === stopsAt) break
      if (reached.kind === 'statement' || reached.kind === 'file') continue
      given[reached.key] = !reached.required && chance.percent(50) ? null : valueBy(chance, reached, person)
    }
    const keys = Object.keys(given)
    const finishedAt = isDraft
      ? null
      : Math.min(plan.now, startedAt + 20_000 + Math.floor(chance.share() ** 3 * 3_600_000))
    const submissionId = id(startedAt)
    const review = isDraft ? 'new' : at > all * 0.97 ? chance.one(['new', 'new', 'checking']) : chance.one(reviews)
    submissions.add(
      ...[
        submissionId,
        'main',
        form.id,
        form.version,
        friend.seq,
        friend.uid,
        isDraft ? 'draft' : 'finished',
        keys.length,
      ],
      JSON.stringify(keys.filter((key) => given[key] === null)),
      isDraft ? null : ++number,
      ...[mouth, isDraft ? null : mouth, mouth === 'chat' ? 'webhook_signature' : 'id_token', review],
      review === 'returned' ? 'お名前をもう一度ご確認ください' : null,
      review !== 'new' && chance.percent(70) ? staffId : null,
      reached?.key ?? null,
      ...[startedAt, finishedAt ?? startedAt + chance.below(600_000), finishedAt],
    )
    for (const key of keys) {
      const value = given[key]
      if (value === null || value === undefined) continue
      const question = form.definition.questions.find((one) => one.key === key)!
      const columns = columnsOf(question, value)
      answers.add(
        ...[submissionId, key, 'main', form.id, friend.uid, columns.valueText, columns.valueNumber, columns.valueTime],
        columns.valueJson === null ? null : JSON.stringify(columns.valueJson),
        ...[mouth, startedAt + 5_000],
      )
    }
    if (finishedAt !== null) made.push({ id: submissionId, friendSeq: friend.seq, finishedAt })
  }
  for (const table of [submissions, answers]) table.flush()
  return made
}
