const signatureLength = 8
/** Length, name and checksum around the content of a chunk. */
const frameLength = 12
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/**
 * The PNG with nothing but what its pixels need: texts, colour profiles and whatever else may be compressed into a few
 * bytes never reach the decoder.
 * @throws RangeError when its chunks do not fit its length
 */
export function essentialChunks(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, signatureLength)]
  for (let at = signatureLength; at < bytes.byteLength;) {
    const length = view.getUint32(at) + frameLength
    if (at + length > bytes.byteLength) throw new RangeError('A chunk is longer than its file')
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (needed.has(name)) kept.push(bytes.subarray(at, at + length))
    if (name === 'IEND') break
    at += length
  }
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.byteLength, 0))
  let end = 0
  for (const part of kept) {
    whole.set(part, end)
    end += part.byteLength
  }
  return whole
}
