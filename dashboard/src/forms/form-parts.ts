import type { FormDefinition } from '../../../bot/forms/contract.ts'
import type { FormDraft } from '../../../bot/forms/edit-contract.ts'
import { say } from '../language.ts'

const none = () => 0

/** The parts of a form beside its questions, in the order in which they are met. */
export const formParts = [
  {
    key: 'head',
    icon: 'i-lucide-heading',
    label: { ja: '題名と前後の言葉', en: 'Title and words around' },
    count: none,
  },
  {
    key: 'endings',
    icon: 'i-lucide-flag',
    label: { ja: '答えごとの終わり方', en: 'Endings by answer' },
    count: ({ definition }: FormDraft) => definition.endings?.length ?? 0,
  },
  {
    key: 'calculations',
    icon: 'i-lucide-calculator',
    label: { ja: '計算と点数', en: 'Calculations and scores' },
    count: ({ definition }: FormDraft) => definition.calculations?.length ?? 0,
  },
  {
    key: 'hidden',
    icon: 'i-lucide-link',
    label: { ja: 'リンクと隠し項目', en: 'Link and hidden fields' },
    count: ({ definition }: FormDraft) => definition.hidden?.length ?? 0,
  },
  {
    key: 'rules',
    icon: 'i-lucide-zap',
    label: { ja: '回答したあとの動き', en: 'What happens then' },
    count: ({ rules }: FormDraft) => rules.length,
  },
  {
    key: 'settings',
    icon: 'i-lucide-sliders-horizontal',
    label: { ja: '受付の設定', en: 'When and how often' },
    count: none,
  },
]

/** A page is a part by its key. */
export const pagePart = (key: string) => `page:${key}`
export const pageOf = ({ pages = [] }: FormDefinition, key: string) => pages.find((page) => page.key === key)

/** What staff call the place of a problem: a question by its number and words, a part by its name. */
export function placeName(definition: FormDefinition, path: string): string {
  const part = partOf(definition, path)
  const at = definition.questions.findIndex(({ key }) => key === part)
  const question = definition.questions[at]
  if (question) return `${at + 1}. ${say(question.title)}`
  return say(formParts.find(({ key }) => key === part)?.label ?? { ja: 'ページ', en: 'Page' })
}

/** In which part a problem is mended: `questions.2.title.ja` in that question, `settings.closesAt` in the settings. */
export function partOf({ questions, pages = [] }: FormDefinition, path: string): string {
  const [area = '', at] = path.split('.')
  if (area === 'questions') return questions[Number(at)]?.key ?? 'head'
  if (area === 'pages') return pagePart(pages[Number(at)]?.key ?? '')
  return area === 'askedMax' || area === 'registration' || area === 'checkPage'
    ? 'settings'
    : formParts.some(({ key }) => key === area)
      ? area
      : 'head'
}
