import { crc32 } from 'node:zlib'

const signatureLength = 8
/** A PNG begins with its signature and the IHDR chunk, which is 25 bytes long; texts may stand after it. */
const afterHeader = signatureLength + 25

/** The PNG with a text in it (chunk `tEXt`), which no viewer shows. */
export function withText(png, keyword, text) {
  const data = Buffer.from(`${keyword}\0${text}`, 'latin1')
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write('tEXt', 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)])
}
