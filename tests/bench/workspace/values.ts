import type { AnswerValue, Question } from '../../../bot/forms/contract.ts'
import type { Chance } from './chance.ts'
import type { PersonName } from './names.ts'

const comments = [
  'とても居心地がよかったです。また来ます。',
  '季節のタルトがおいしかったです。',
  'レジで少し待ちました。',
  'スタッフの方がいつも笑顔で気持ちがよいです。',
  '席の間隔がもう少し広いとうれしいです。',
  '子ども用の椅子を増やしてほしいです。',
  'コーヒーの香りがよく、落ち着きます。',
  '駐車場がいっぱいで入れませんでした。',
  'Wi-Fiがつながりにくい席があります。',
  '夜ももう少し長く開いていると助かります。',
]
const things = ['季節のタルト', 'チーズケーキ', 'ドリップコーヒー', 'カフェラテ', 'ホットサンド', '抹茶ロール']
const domains = ['example.com', 'example.jp', 'mail.example.com', 'example.ne.jp']

export const emailOf = (chance: Chance, { family, given }: PersonName): string =>
  `${given[2]}.${family[2]}${chance.below(10_000)}@${chance.one(domains)}`.toLowerCase()

/** A mobile number that nobody has: 090-0… */
export const phoneBy = (chance: Chance): string => `0900${String(chance.below(10_000_000)).padStart(7, '0')}`

export const birthdayBy = (chance: Chance): string =>
  `${1945 + chance.below(62)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`

const two = (number: number) => String(number).padStart(2, '0')
const dayBy = (chance: Chance) => `2026-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`
/** People mostly like what they use, and some do not. */
const liking = (chance: Chance, max: number) => Math.max(1, max - Math.floor(chance.share() ** 2 * max))

/** What somebody might answer to a question; null for kinds that the generator has no forms with. */
export function valueBy(chance: Chance, question: Question, person: PersonName): AnswerValue | null {
  switch (question.kind) {
    case 'rating':
      return liking(chance, question.max)
    case 'nps':
      return liking(chance, 11) - 1
    case 'single_choice':
    case 'dropdown':
      return chance.one(question.options).key
    case 'multiple_choice': {
      const chosen = question.options.filter(() => chance.percent(35)).slice(0, question.chosenMax ?? 50)
      return (chosen.length > 0 ? chosen : question.options.slice(0, 1)).map(({ key }) => key)
    }
    case 'yes_no':
      return chance.percent(60) ? 'yes' : 'no'
    case 'number':
      return (
        (question.min ?? 0) +
        Math.floor(chance.share() ** 3 * Math.min(5_000, (question.max ?? 100) - (question.min ?? 0)))
      )
    case 'date':
      return dayBy(chance)
    case 'time':
      return `${two(8 + chance.below(12))}:${chance.one(['00', '30'])}`
    case 'date_time':
      return `${dayBy(chance)}T${two(8 + chance.below(12))}:00`
    case 'birthday': {
      const date = birthdayBy(chance)
      return { given: date, date }
    }
    case 'short_text':
      return chance.one(things)
    case 'long_text':
      return `${chance.one(comments)}${chance.percent(40) ? chance.one(comments) : ''}`
    case 'name': {
      const { family, given } = person
      return { family: family[0], given: given[0], familyKana: family[1], givenKana: given[1] }
    }
    case 'email': {
      const email = emailOf(chance, person)
      return { given: email, email }
    }
    case 'phone': {
      const phone = phoneBy(chance)
      return { given: phone, e164: `+81${phone.slice(1)}` }
    }
    case 'consent':
      return 'agreed'
    case 'address':
      return {
        postcode: '1500001',
        prefecture: '東京都',
        city: '渋谷区',
        town: '神宮前',
        rest: `${1 + chance.below(9)}-${1 + chance.below(30)}-${1 + chance.below(30)}`,
      }
    default:
      return null
  }
}
