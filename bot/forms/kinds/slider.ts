import type { QuestionOf } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { numberMeant } from '../meant/number.ts'
import { bad, good, type Checked } from './problem.ts'

type Slider = QuestionOf<'slider'>

/** The number at a place of the scale; 0.30000000000000004 is 0.3. */
export const sliderValue = ({ min, step }: Slider, at: number): number => Number((min + at * step).toPrecision(12))

/** How many places there are after the first. */
export const sliderSteps = ({ min, max, step }: Slider): number => Math.floor((max - min) / step + 1e-9)

/** @param value what was typed, or the number as it is stored */
export function checkSlider(question: Slider, value: unknown): Checked {
  const { min, step, unit } = question
  const number = typeof value === 'string' ? numberMeant(value, Object.values(unit ?? {})) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return bad({ code: 'not_on_scale' })
  const last = sliderValue(question, sliderSteps(question))
  if (number < min || number > last) return bad({ code: 'off_scale', min, max: last })
  const at = Math.round((number - min) / step)
  const nearest = sliderValue(question, at)
  return Math.abs(nearest - number) < step * 1e-6 ? good(nearest) : bad({ code: 'between_steps', min, step })
}

/** Some places for a few buttons: all where there are few, else the ends and what lies between them evenly. */
export function sliderStops(question: Slider, most: number): number[] {
  const steps = sliderSteps(question)
  const count = Math.min(steps, most - 1)
  const places = Array.from({ length: count + 1 }, (_, at) => Math.round((at * steps) / Math.max(1, count)))
  return [...new Set(places)].map((at) => sliderValue(question, at))
}

export const sliderKind = {
  judges: {
    slider: { empty: () => bad({ code: 'not_on_scale' }), check: checkSlider },
  },
  words: {
    not_on_scale: () => ({
      ja: 'つまみを動かすか、数字を入力してください',
      en: 'Please move the slider or enter a number',
    }),
    off_scale: ({ min, max }) => ({
      ja: `${min}から${max}の数字を入力してください`,
      en: `Please enter a number from ${min} to ${max}`,
    }),
    between_steps: ({ min, step }) => ({
      ja: `${min}から${step}きざみの数字を入力してください`,
      en: `Please enter a number in steps of ${step} from ${min}`,
    }),
  },
} satisfies Kinds
