/** What leaves the phone at most; the server takes more, but people pay for every byte. */
const bytesMax = 2_000_000
/** Enough to read a receipt. */
const longSideMax = 2048
const qualities = [0.85, 0.7, 0.5]
const thumbnailSide = 160

/**
 * A picture small enough to send, drawn anew: whatever else the camera wrote into the file, the place above all, stays on the phone.
 * @returns null when this browser cannot read the picture
 */
export async function shrunk(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  try {
    for (let side = longSideMax; ; side /= 2) {
      const canvas = drawn(picture, side)
      for (const quality of qualities) {
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
        if (blob === null) return null
        if (blob.size <= bytesMax) return blob
      }
    }
  } finally {
    picture.close()
  }
}

/** A small square of a picture as a data URL; null when this browser cannot read it. */
export async function thumbnail(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = thumbnailSide
  const side = Math.min(picture.width, picture.height)
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  canvas.getContext('2d')!.drawImage(picture, left, top, side, side, 0, 0, thumbnailSide, thumbnailSide)
  picture.close()
  return canvas.toDataURL('image/jpeg', 0.8)
}

function drawn(picture: ImageBitmap, longSide: number): HTMLCanvasElement {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')!
  // A JPEG has no transparency; what was clear would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}
