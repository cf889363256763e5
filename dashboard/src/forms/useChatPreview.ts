import { ref, shallowRef } from 'vue'
import { servedFile } from '../../../bot/addresses/served-file.ts'
import { hearAddress } from '../../../bot/conversations/address-known.ts'
import type { Run, Said, Setting, Speech, Talk, Turn } from '../../../bot/conversations/contract.ts'
import { converse } from '../../../bot/conversations/converse.ts'
import { open } from '../../../bot/conversations/moves.ts'
import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { clockInJapan, todayInJapan } from '../../../bot/forms/today.ts'
import { sampleOffers } from '../../../bot/slots/sample-offers.ts'
import type { Language } from '../language.ts'

export type ChatLine = { from: 'us'; speech: Speech } | { from: 'person'; text: string }

/** The files that the mini-app looks postcodes up in. */
const postcodes = servedFile((name) => fetch(`/liff/static/postcodes/${name}`))

/** A chat survey played in the page, by the same thinking that answers people: nothing is stored, and nobody but our own server is asked where a postcode is. */
export function useChatPreview(accountId: string) {
  const lines = shallowRef<ChatLine[]>([])
  const ended = ref(false)
  let setting: Setting
  let talk: Talk

  /** @param from the question that is being edited: it is asked first, as if those before it were behind; null: all of it */
  function begin(whole: FormDefinition, language: Language, from: string | null) {
    const definition = from === null ? whole : beginningAt(whole, from)
    const today = todayInJapan(Date.now())
    const slots = Object.fromEntries(
      definition.questions.flatMap(({ kind, key }) => (kind === 'slot' ? [[key, sampleOffers(today)]] : [])),
    )
    setting = {
      today,
      now: clockInJapan(Date.now()),
      language,
      liffUrl: null,
      slots,
      picturesUrl: `/liff/${accountId}/pictures`,
    }
    const run: Run = {
      ...{ id: 'preview', formKey: 'preview', formState: 'open', version: 1, state: 'draft' },
      ...{ definition, answers: {}, day: today },
    }
    talk = {
      ...{ run, question: null, ticked: [], misunderstood: 0, arrived: true, interrupted: false },
      ...{ silentMs: 0, late: false, lastTap: null },
    }
    lines.value = []
    ended.value = false
    take(open(run, setting, { resumed: false }))
  }

  async function say(said: Said, text: string) {
    lines.value = [...lines.value, { from: 'person', text }]
    const before = talk
    const address = await hearAddress(postcodes, talk, said)
    // Begun anew, or answered once more, while an address was looked up.
    if (talk !== before) return
    const turn = converse(talk, said, { ...setting, address })
    if (turn) take(turn)
  }

  function take(turn: Turn) {
    const answers = { ...talk.run!.answers }
    for (const { question, value } of turn.answers) answers[question.key] = value
    ended.value = turn.end !== null
    talk = {
      ...talk,
      ...{ question: turn.question, ticked: turn.ticked, misunderstood: turn.misunderstood },
      run: { ...talk.run!, answers, state: turn.end ?? 'draft' },
    }
    lines.value = [...lines.value, ...turn.speech.map((speech): ChatLine => ({ from: 'us', speech }))]
  }

  return { lines, ended, begin, say }
}

function beginningAt({ introduction: _before, ...whole }: FormDefinition, from: string): FormDefinition {
  const at = whole.questions.findIndex(({ key }) => key === from)
  if (at < 0) return whole
  const [first, ...others] = whole.questions.slice(at)
  const { showWhen: _when, ...shown } = first!
  const pages = whole.pages?.map(({ showWhen, ...page }) =>
    page.key === shown.page || !showWhen ? page : { ...page, showWhen },
  )
  return { ...whole, questions: [shown as Question, ...others], ...(pages && { pages }) }
}
