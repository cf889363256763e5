import { watchEffect } from 'vue'

/** LINE draws `document.title` in its header, so every page has its own. Null leaves it to a part of the page. */
export function usePageTitle(title: () => string | null) {
  watchEffect(() => {
    const text = title()
    if (text !== null) document.title = text
  })
}
