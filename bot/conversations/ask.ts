import { dateBounds } from '../forms/check.ts'
import { inLanguage, type Language, type Question } from '../forms/contract.ts'
import { previousQuestion, progress } from '../forms/flow.ts'
import type { Button, Run, Speech } from './contract.ts'
import { words } from './words.ts'

/** How a question is put to a person: its text, and a button for every answer that can be a button. */
export function ask(
  run: Run,
  question: Question,
  { ticked, today, language }: { ticked: string[]; today: string; language: Language },
): Speech {
  const say = words(language)
  const text = (texts: { ja: string; en?: string | undefined }) => inLanguage(texts as { ja: string }, language)
  const place = { run: run.id, version: run.version, question: question.key }
  const at = progress(run.definition, run.answers, question.key)
  const speech: Speech & { kind: 'question' } = {
    kind: 'question',
    progress: `${at.position} / ${at.total}`,
    title: text(question.title),
    note: noteOf(question, language),
    layout: 'list',
    options: [],
    ends: null,
    confirm: null,
    date: null,
    controls: controlsOf(run, question, language),
  }
  switch (question.kind) {
    case 'single_choice':
      speech.options = question.options.map(({ key, label }) => ({
        label: text(label),
        says: text(label),
        tap: { act: 'answer', ...place, value: key },
        ticked: false,
      }))
      break
    case 'multiple_choice':
      speech.options = question.options.map(({ key, label }) => ({
        label: text(label),
        says: text(label),
        tap: { act: ticked.includes(key) ? 'untick' : 'tick', ...place, value: key },
        ticked: ticked.includes(key),
      }))
      speech.confirm = { label: say.confirm, says: say.confirm, tap: { act: 'confirm', ...place } }
      break
    case 'rating':
      speech.layout = 'row'
      speech.options = Array.from({ length: question.max }, (_, index) => ({
        label: String(index + 1),
        says: String(index + 1),
        tap: { act: 'answer', ...place, value: String(index + 1) },
        ticked: false,
      }))
      if (question.lowLabel && question.highLabel) speech.ends = [text(question.lowLabel), text(question.highLabel)]
      break
    case 'date': {
      const { min, max } = dateBounds(question, today)
      const initial = today < min ? min : today > max ? max : today
      speech.date = { label: say.pickDate, tap: { act: 'answer', ...place }, min, max, initial }
      break
    }
    case 'short_text':
    case 'long_text':
    case 'number':
      break
  }
  return speech
}

function noteOf(question: Question, language: Language): string | null {
  const say = words(language)
  const notes = question.description ? [inLanguage(question.description, language)] : []
  if (!question.required) notes.unshift(say.optional)
  if (question.kind === 'single_choice' && !question.description) notes.push(say.pickOne)
  if (question.kind === 'multiple_choice') notes.push(say.pickSome)
  if (question.kind === 'number') notes.push(say.typeNumber)
  if (question.kind === 'date') notes.push(say.pickDateNote)
  if (question.kind === 'short_text' || question.kind === 'long_text') notes.push(say.typeText)
  return notes.length > 0 ? notes.join('\n') : null
}

function controlsOf(run: Run, question: Question, language: Language): Button[] {
  const say = words(language)
  const place = { run: run.id, version: run.version, question: question.key }
  const button = (act: 'back' | 'skip' | 'cancel'): Button => ({
    label: say[act],
    says: say[act],
    tap: { act, ...place },
  })
  const controls: Button[] = []
  if (previousQuestion(run.definition, run.answers, question.key)) controls.push(button('back'))
  if (!question.required) controls.push(button('skip'))
  return [...controls, button('cancel')]
}
