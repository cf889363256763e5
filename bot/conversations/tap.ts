import type { Tap } from './contract.ts'

const mark = 'musubi'
const withQuestion = ['answer', 'tick', 'untick', 'confirm', 'back', 'skip', 'change', 'resume', 'cancel']

/**
 * A tap as postback data: short, because LINE takes 300 characters. Ids and keys need no escaping, so that the text is put
 * together by hand: every bubble has a dozen taps.
 */
export function encodeTap(tap: Tap): string {
  const act = `${mark}=${tap.act}`
  if (tap.act === 'no_reminders') return act
  if (tap.act === 'start')
    return [`${act}&form=${escaped(tap.form)}`, ...Object.entries(tap.hidden ?? {}).map(pair)].join('&')
  const place = `${act}&run=${escaped(tap.run)}&v=${tap.version}&q=${escaped(tap.question)}`
  return 'value' in tap && tap.value !== undefined ? `${place}&o=${escaped(tap.value)}` : place
}

/** No key of a hidden field has a dot, so that none is taken for a field of ours. */
const pair = ([key, value]: [string, string]) => `h.${escaped(key)}=${escaped(value)}`

const escaped = (text: string) => (/^[\w-]*$/.test(text) ? text : encodeURIComponent(text))

/** The tap in postback data; null when it is not one of ours. It may still be old, foreign or changed. */
export function decodeTap(data: string): Tap | null {
  const fields = new URLSearchParams(data)
  const act = fields.get(mark)
  if (act === 'no_reminders') return { act }
  if (act === 'start') {
    const form = fields.get('form')
    const hidden = [...fields].flatMap(([name, value]) => (name.startsWith('h.') ? [[name.slice(2), value]] : []))
    return form ? { act, form, ...(hidden.length > 0 && { hidden: Object.fromEntries(hidden) }) } : null
  }
  const [run, version, question, value] = [fields.get('run'), Number(fields.get('v')), fields.get('q'), fields.get('o')]
  if (!act || !withQuestion.includes(act) || !run || !Number.isInteger(version) || !question) return null
  const place = { run, version, question }
  if (act === 'tick' || act === 'untick') return value ? { act, ...place, value } : null
  if (act === 'answer') return { act, ...place, ...(value === null ? {} : { value }) }
  return { act: act as 'confirm', ...place }
}

/** A tap as one text, with the date that was picked: two taps with the same key within moments are one. */
export const tapKey = (tap: Tap, date: string | undefined): string => `${encodeTap(tap)} ${date ?? ''}`
