/** The long side of what is kept: what LINE takes in its messages, and more than two columns of a phone can show. */
export const pictureSideMax = 1024
/** Of one form; those that only earlier versions show count too. */
export const picturesMax = 200

/** What staff get for a picture that was taken; an option names it by `id`. */
export interface PictureView {
  id: string
  width: number
  height: number
}

/** Where a picture is, for whoever knows its id. */
export const picturePath = (accountId: string, id: string): string =>
  `/liff/${encodeURIComponent(accountId)}/pictures/${encodeURIComponent(id)}`
