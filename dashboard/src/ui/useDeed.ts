import { useToast } from '@nuxt/ui/composables'
import { say, type Texts } from '../language.ts'
import { errorWords } from './error-words.ts'

/**
 * Does what staff asked for and says how it went: that it is done, or what went wrong and what to do about it.
 * @returns whether it was done
 */
export function useDeed() {
  const toast = useToast()
  return async (deed: () => Promise<unknown>, done: Texts): Promise<boolean> => {
    try {
      await deed()
      toast.add({ title: say(done), icon: 'i-lucide-check', color: 'success' })
      return true
    } catch (error) {
      const words = errorWords(error)
      toast.add({ title: say(words.title), description: say(words.todo), icon: words.icon, color: 'error' })
      return false
    }
  }
}
