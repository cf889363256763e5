import { ref } from 'vue'

/** Which of the two dialogs is open. */
export const open = ref<'palette' | 'shortcuts' | null>(null)

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
/** As it is written on the keyboard. */
export const paletteKeys = isApple ? ['⌘', 'K'] : ['Ctrl', 'K']
