/** Long work lets others have their turn: the webhook, whoever opens a page. @param ms as long as that at least */
export const pause = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
