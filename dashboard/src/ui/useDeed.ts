import { useToast } from '@nuxt/ui/composables'
import { say, type Texts } from '../language.ts'
import { errorWords, faultCode } from './error-words.ts'

/** So long a deed can be taken back. */
const undoMs = 10_000

/**
 * Does what staff asked for and says how it went: that it is done, or what went wrong and what to do about it. With `undo`
 * it can be taken back for ten seconds, from the same note. Nothing is said of what is done where `done` is null, because the
 * page shows it in its place.
 * @returns whether it was done
 */
export function useDeed() {
  const toast = useToast()

  async function tell(
    deed: () => Promise<unknown>,
    done: Texts | null,
    undo?: () => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await deed()
      if (done)
        toast.add({
          title: say(done),
          icon: 'i-lucide-check',
          color: 'success',
          ...(undo && { duration: undoMs, actions: [takeBack(undo)] }),
        })
      return true
    } catch (error) {
      const words = errorWords(error)
      const description = [say(words.todo), faultCode(error)].filter(Boolean).join(' ')
      toast.add({ title: say(words.title), description, icon: words.icon, color: 'error' })
      return false
    }
  }

  const takeBack = (undo: () => Promise<unknown>) => ({
    label: say({ ja: '元に戻す', en: 'Undo' }),
    icon: 'i-lucide-undo-2',
    color: 'neutral' as const,
    variant: 'outline' as const,
    onClick: () => void tell(undo, { ja: '元に戻しました', en: 'Undone' }),
  })

  return tell
}
