import { say, type Texts } from '../language.ts'
import { dateTime } from '../time.ts'
import type { Tone } from '../ui/tones.ts'
import type { useForms } from './useForms.ts'

type Form = ReturnType<typeof useForms>['forms']['value'][number]

/** Whether a form takes answers now. */
export function openingWords({ opening, version }: Form): { tone: Tone; icon: string; label: string } {
  const words = ({ label, ...look }: { tone: Tone; icon: string; label: Texts }) => ({ ...look, label: say(label) })
  if (version === 0)
    return words({ tone: 'quiet', icon: 'i-lucide-pencil-line', label: { ja: '公開前', en: 'Not published' } })
  switch (opening.kind) {
    case 'open':
      return opening.waiting
        ? words({
            tone: 'waiting',
            icon: 'i-lucide-hourglass',
            label: { ja: 'キャンセル待ち受付中', en: 'Waiting list' },
          })
        : words({ tone: 'done', icon: 'i-lucide-circle-dot', label: { ja: '受付中', en: 'Open' } })
    case 'not_yet':
      return words({
        ...{ tone: 'waiting', icon: 'i-lucide-clock' },
        label: { ja: `${dateTime(opening.opensAt)} から`, en: `From ${dateTime(opening.opensAt)}` },
      })
    case 'full':
      return words({ tone: 'quiet', icon: 'i-lucide-circle-slash', label: { ja: '満員', en: 'Full' } })
    case 'closed':
      return words({ tone: 'quiet', icon: 'i-lucide-circle-slash', label: { ja: '受付終了', en: 'Closed' } })
  }
}
