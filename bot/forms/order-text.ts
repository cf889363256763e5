import { inLanguage, type AnswerValue, type Language, type QuestionOf, type Texts } from './contract.ts'
import { grouped } from './kinds/grouped.ts'
import { amountIn, hasPrices, yenIn } from './kinds/order-sums.ts'

type Order = QuestionOf<'order'>
type Both = Texts & { en: string }

/** 3個; 3 枚. Where nothing is said to count by, the number alone. */
export function amountText(amount: number, { unit }: Pick<Order, 'unit'>): Both {
  return { ja: `${grouped(amount)}${unit?.ja ?? ''}`, en: `${grouped(amount)}${unit?.en ? ` ${unit.en}` : ''}` }
}

/** What something costs, with the shop's own words behind it: 650円（税込）. */
export function priceText(yen: number, { priceNote }: Pick<Order, 'priceNote'>): Both {
  const { ja = '', en = ja } = priceNote ?? {}
  return { ja: `${grouped(yen)}円${ja && `（${ja}）`}`, en: `¥${grouped(yen)}${en && ` (${en})`}` }
}

/** A thing as it is offered: から揚げ弁当（650円）. */
export function itemText({ label, price }: Order['options'][number], language: Language): string {
  const name = inLanguage(label, language)
  if (price === undefined) return name
  return language === 'ja' ? `${name}（${grouped(price)}円）` : `${name} (¥${grouped(price)})`
}

/** Each thing with how many of it: から揚げ弁当 2個. What is not offered any more stands by its key. */
export function orderLines(question: Order, value: AnswerValue): Both[] {
  const parts = typeof value === 'object' && !Array.isArray(value) ? value : {}
  const offered = question.options.map(({ key }) => key).filter((key) => Object.hasOwn(parts, key))
  const gone = Object.keys(parts).filter((key) => !offered.includes(key))
  return [...offered, ...gone].map((key) => {
    const { ja, en = ja } = question.options.find((one) => one.key === key)?.label ?? { ja: key }
    const amount = amountText(Number(parts[key]), question)
    return { ja: `${ja} ${amount.ja}`, en: `${en} × ${grouped(Number(parts[key]))}` }
  })
}

/** All of it together: 合計 3個・1,780円（税込）. */
export function orderSum(question: Order, value: AnswerValue): Both {
  const amount = amountText(amountIn(value), question)
  const price = hasPrices(question) ? priceText(yenIn(question, value), question) : null
  return {
    ja: `合計 ${amount.ja}${price ? `・${price.ja}` : ''}`,
    en: `${amount.en} in all${price ? `, ${price.en}` : ''}`,
  }
}

/** The whole order in one line; one thing alone has no sum but its price. */
export function orderText(question: Order, value: AnswerValue): Both {
  const lines = orderLines(question, value)
  const [ja, en] = [lines.map((line) => line.ja).join('、'), lines.map((line) => line.en).join(', ')]
  if (lines.length === 1 && !hasPrices(question)) return { ja, en }
  const sum = lines.length === 1 ? priceText(yenIn(question, value), question) : orderSum(question, value)
  return { ja: `${ja}（${inBrackets(sum.ja, '・')}）`, en: `${en} (${inBrackets(sum.en, ', ')})` }
}

/** No brackets stand within brackets: 合計 3個・1,780円・税込. */
const inBrackets = (text: string, joint: string) => text.replace(/ ?[（(](.*)[）)]$/, `${joint}$1`)
