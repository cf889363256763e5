import { onScopeDispose } from 'vue'
import { formsApi } from '../api.ts'

/** Told so often that a submission is open; silence for twenty seconds says that it was closed. */
const everyMs = 8_000

/** Lets colleagues see that this submission is open here. When it cannot be told, nothing is lost. */
export function useLooking(accountId: string, id: string, may: () => boolean): void {
  const tell = () => {
    if (document.hidden || !may()) return
    formsApi(accountId)
      .submissions[':id'].look.$put({ param: { id }, json: {} })
      .catch(() => {})
  }
  tell()
  const timer = window.setInterval(tell, everyMs)
  onScopeDispose(() => clearInterval(timer))
}
