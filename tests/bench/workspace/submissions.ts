import type { Answers, FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { columnsOf } from '../../../bot/forms/draft.ts'
import { endingFor } from '../../../bot/forms/ending-for.ts'
import { calculateAll } from '../../../bot/forms/fact-at.ts'
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
/** After so many days a draft is given up, as the product does. */
const draftDays = 30
/** Those who came by a link that says from where, and those of whom something was known, in 100. */
const [routed, known] = [40, 15]
const routes = ['rich_menu', 'receipt', 'poster', 'instagram', 'mail']

/** A finished one as later steps need it. */
export interface MadeSubmission {
  id: string
  friendSeq: number
  uid: string
  finishedAt: number
}

/**
 * Finished submissions of a form with every answer, and three for ten of them that were left at some question: drafts in the
 * last thirty days, cancelled before. People come at random; one who has a draft already gets no second one.
 */
export function makeSubmissions(making: Making, form: MadeForm, friends: MadeFriend[], many: number): MadeSubmission[] {
  const { db, chance, plan, id, staffId } = making
  const submissions = tableIn(db, 'submissions', [
    ...['id', 'account_id', 'form_id', 'version', 'friend_seq', 'uid', 'state', 'revision', 'skipped', 'number'],
    ...['began_in', 'finished_in', 'proof', 'review', 'returned_for', 'assignee_id', 'reached_key'],
    ...['started_at', 'updated_at', 'finished_at', 'hidden', 'known', 'calculated', 'ending_key', 'place'],
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
    const startedAt = Math.floor(began + ((plan.now - began) * at) / all)
    const isOpen = startedAt > plan.now - draftDays * dayMs
    if (isDraft && isOpen) drafted.add(friend.seq)
    const mouth = form.key === 'visit' || chance.percent(20) ? 'chat' : 'liff'
    const person = nameBy(chance)
    const given: Answers = {}
    const asked = () => (conditional ? askedQuestions(form.definition, given) : form.definition.questions)
    const stopsAt = isDraft ? chance.below(form.definition.questions.length) : Infinity
    let reached: Question | undefined
    for (let nth = 0; nth < asked().length && nth <= stopsAt; nth++) {
      reached = asked()[nth]!
      if (nth === stopsAt) break
      if (reached.kind === 'statement' || reached.kind === 'file' || reached.kind === 'slot') continue
      given[reached.key] = !reached.required && chance.percent(50) ? null : valueBy(chance, reached, person)
    }
    const keys = Object.keys(given)
    const finishedAt = isDraft
      ? null
      : Math.min(plan.now, startedAt + 20_000 + Math.floor(chance.share() ** 3 * 3_600_000))
    const submissionId = id(startedAt)
    const { definition } = form
    const hidden = definition.hidden && mouth === 'liff' && chance.percent(routed) ? { route: chance.one(routes) } : {}
    const skipping = definition.questions.filter(({ key, prefill }) => prefill?.skip && keys.includes(key))
    const notAsked = chance.percent(known) ? skipping.map(({ key }) => key) : []
    const calculated = isDraft || !definition.calculations ? null : calculateAll(definition, given)
    const place = isDraft || form.key !== 'seminar' ? null : chance.percent(3) ? 'waiting' : 'taken'
    const review = isDraft ? 'new' : at > all * 0.97 ? chance.one(['new', 'new', 'checking']) : chance.one(reviews)
    submissions.add(
      ...[
        submissionId,
        'main',
        form.id,
        form.version,
        friend.seq,
        friend.uid,
        isDraft ? (isOpen ? 'draft' : 'cancelled') : 'finished',
        keys.length,
      ],
      JSON.stringify(keys.filter((key) => given[key] === null)),
      isDraft ? null : ++number,
      ...[mouth, isDraft ? null : mouth, mouth === 'chat' ? 'webhook_signature' : 'id_token', review],
      review === 'returned' ? 'お名前をもう一度ご確認ください' : null,
      review !== 'new' && chance.percent(70) ? staffId : null,
      reached?.key ?? null,
      ...[startedAt, finishedAt ?? startedAt + chance.below(600_000), finishedAt],
      ...[JSON.stringify(hidden), JSON.stringify(notAsked), calculated && JSON.stringify(calculated)],
      ...[isDraft ? null : (endingFor(definition, given)?.key ?? null), place],
    )
    for (const key of keys) {
      const value = given[key]
      if (value === null || value === undefined) continue
      const question = form.definition.questions.find((one) => one.key === key)!
      const columns = columnsOf(question, value)
      answers.add(
        ...[submissionId, key, 'main', form.id, friend.uid, columns.valueText, columns.valueNumber, columns.valueTime],
        columns.valueJson === null ? null : JSON.stringify(columns.valueJson),
        ...[notAsked.includes(key) ? 'known' : mouth, startedAt + 5_000],
      )
    }
    if (finishedAt !== null) made.push({ id: submissionId, friendSeq: friend.seq, uid: friend.uid, finishedAt })
  }
  for (const table of [submissions, answers]) table.flush()
  return made
}
