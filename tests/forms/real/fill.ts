import { isOnPage } from '../../../bot/conversations/hand-over.ts'
import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import type { Draft } from '../../../bot/forms/draft.ts'
import { nextQuestion } from '../../../bot/forms/flow.ts'
import { openDraft } from '../../../bot/forms/load.ts'
import type { World } from '../../support/world.ts'
import { comes, type Person } from '../person.ts'
import { sentFrom } from './mini-app.ts'
import type { Run } from './run.ts'

export type Mouth = 'liff' | 'chat'

export interface Opened {
  id: string
  key: string
  keyword: string
  definition: FormDefinition
}

/** Somebody who fills a form in. */
interface Filling {
  world: World
  form: Opened
  person: Person
  run: Run
}

/** More steps than any form has questions: whoever goes round in circles is caught. */
const stepsMax = 120

/**
 * Somebody new fills a form in, each step by the mouth that is chosen for it, and sends it by the last one.
 * @param mouth by how many questions lie behind
 * @returns the id of what was sent
 */
export async function fillIn(world: World, form: Opened, run: Run, mouth: (step: number) => Mouth): Promise<string> {
  const filling: Filling = { world, form, run, person: await comes(world, '愛子') }
  let [before, step, asked, id] = [null as Mouth | null, 0, null as string | null, null as string | null]
  for (let round = 0; round < stepsMax; round++) {
    const draft = await draftOf(filling)
    // Begun and no draft any more: it is sent.
    if (id !== null && draft === null) return id
    id = draft?.id ?? null
    const question = draft && nextQuestion(form.definition, draft.answers, draft)
    if (asked !== null && question?.key !== asked) step++
    asked = question?.key ?? null
    const now = mouth(step)
    world.pass(5_000)
    if (now === 'liff') await (draft ? goesOnInLiff(filling, draft, question) : filling.person.open(form.key))
    else if (before !== 'chat') await says(filling, form.keyword)
    else await goesOnInChat(filling, draft!, question)
    before = now
  }
  throw new Error(`${form.key}, ${run.who}: still asked for ${asked}`)
}

const draftOf = ({ world, form, person }: Filling) => openDraft(world.scope, { formId: form.id, uid: person.uid })

/** Says something in the chat and reads the words that come back; what is done behind the answers is not waited for. */
async function says({ world, person: { uid } }: Filling, text: string): Promise<string> {
  const before = world.simulator.chat(uid, 'main').length
  await world.simulator.say(uid, 'main', text)
  await world.work.settled()
  const heard = JSON.stringify(world.simulator.chat(uid, 'main').slice(before + 1))
  return [...heard.matchAll(/"(?:altText|text)":"(.*?)"[,}]/g)].map(([, words]) => words).join(' / ')
}

function saidTo({ run, form }: Filling, { key, title }: Question) {
  const said = run.answers[key]
  if (said === undefined) throw new Error(`${form.key}, ${run.who}: nobody expected to be asked ${key} (${title.ja})`)
  return said
}

async function goesOnInLiff(filling: Filling, draft: Draft, question: Question | null | undefined): Promise<void> {
  const { form, person } = filling
  if (question) return answersInLiff(filling, draft, question)
  const sent = await person.send(draft.id)
  if (sent.status !== 200) throw new Error(`${form.key}: not taken: ${JSON.stringify(sent.body)}`)
}

async function answersInLiff(filling: Filling, { id: submission }: Draft, question: Question): Promise<void> {
  const { person, form } = filling
  const said = question.kind === 'statement' ? null : saidTo(filling, question)
  const value = said === null ? null : await sentFrom({ ...filling, formId: form.id, submission }, question, said.liff)
  const saved = await person.save(submission, question.key, value)
  if (saved.status === 200) return
  throw new Error(`${form.key}: ${question.key} is refused in LIFF: ${JSON.stringify([value, saved.body.error])}`)
}

async function goesOnInChat(filling: Filling, draft: Draft, question: Question | null | undefined): Promise<void> {
  const { form } = filling
  if (!question) return void (await says(filling, '送信する'))
  const said = saidTo(filling, question)
  if (said !== null && said.chat === undefined) {
    if (!isOnPage(question)) throw new Error(`${form.key}: nothing is written down to say to ${question.key}`)
    await answersInLiff(filling, draft, question)
    return void (await says(filling, '続き'))
  }
  let heard = ''
  for (const words of said === null ? ['スキップ'] : [said.chat!].flat()) heard = await says(filling, words)
  // One alone of several is ticked, and waits for others.
  if (question.kind === 'multiple_choice' && (await isStillAsked(filling, question)))
    heard = await says(filling, '決定')
  if (await isStillAsked(filling, question))
    throw new Error(`${form.key}: the chat did not take ${JSON.stringify(said)} to ${question.key}: ${heard}`)
}

async function isStillAsked(filling: Filling, { key }: Question): Promise<boolean> {
  const draft = await draftOf(filling)
  return draft !== null && nextQuestion(draft.definition, draft.answers, draft)?.key === key
}
