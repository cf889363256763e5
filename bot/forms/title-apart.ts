import type { FormDefinition } from './contract.ts'
import type { Texts } from './in-language.ts'

/**
 * What a question is called where it stands away from its page: with the title of that page when another one is called the same
 * (1頭目：お名前, 2頭目：お名前), else with its place among them.
 */
export function titleApart({ questions, pages = [] }: Pick<FormDefinition, 'questions' | 'pages'>, key: string): Texts {
  const question = questions.find((one) => one.key === key)
  if (!question) return { ja: key }
  const { title } = question
  const alike = questions.filter((one) => one.title.ja === title.ja && one.kind !== 'statement')
  if (alike.length < 2) return title
  const pageOf = (page: string | undefined) => pages.find((one) => one.key === page)?.title
  const page = pageOf(question.page)
  if (page && alike.every((one) => one.key === key || pageOf(one.page)?.ja !== page.ja))
    return {
      ja: `${page.ja}：${title.ja}`,
      ...(title.en !== undefined && { en: `${page.en ?? page.ja}: ${title.en}` }),
    }
  const place = alike.findIndex((one) => one.key === key) + 1
  return { ja: `${title.ja}（${place}）`, ...(title.en !== undefined && { en: `${title.en} (${place})` }) }
}
