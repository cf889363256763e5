import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { say } from '../language.ts'

/** Asks before somebody leaves with changes that are not saved: to another page of ours, or out of the browser's tab. */
export function useLeaveGuard(isChanged: Ref<boolean>): void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isChanged.value) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', ask))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', ask))
  onBeforeRouteLeave(() => {
    const question = say({
      ja: '保存していない変更があります。破棄して移動しますか？',
      en: 'There are changes that are not saved. Leave and lose them?',
    })
    return !isChanged.value || window.confirm(question)
  })
}
