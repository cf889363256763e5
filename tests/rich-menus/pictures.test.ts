import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tastePictures } from '../../bot/demo/taste.ts'
import { checkMenuImage, checkRichMenu } from '../../simulator/check-rich-menu.ts'
import { imageSizeOf } from '../../simulator/bytes.ts'
import { menus, root } from './menus.ts'

const mostBytes = 1024 * 1024
const fileOf = (name: string) => readFileSync(join(root, 'bot/demo/pictures', name))

test.each(menus)('L5: the picture of the $key menu is drawn from its SVG and fits LINE’s limits', (menu) => {
  const svg = fileOf(`${menu.key}.svg`)
  const png = fileOf(`${menu.key}.png`)
  const hash = createHash('sha256').update(svg).digest('hex')
  // After a change of the drawing: `npm run pictures`.
  expect(textIn(png, 'svg-sha256')).toBe(hash)
  expect(png.length).toBeLessThanOrEqual(mostBytes)
  expect(checkMenuImage(imageSizeOf(png), menu.size)).toBeNull()
})

test.each(Object.keys(tastePictures))('the picture of the cup %s is drawn from its SVG', (cup) => {
  const svg = fileOf(`cup-${cup}.svg`)
  expect(textIn(fileOf(`cup-${cup}.png`), 'svg-sha256')).toBe(createHash('sha256').update(svg).digest('hex'))
})

test.each(menus)('L5: every place of the $key menu does something, and nothing lies over anything', (menu) => {
  const object = { size: menu.size, selected: true, name: 'a', chatBarText: menu.chatBarText, areas: menu.areas }
  expect(checkRichMenu(object, 'https://example.com')).toEqual([])
  const covered = menu.areas.reduce((sum, { bounds }) => sum + bounds.width * bounds.height, 0)
  expect(covered).toBe(menu.size.width * menu.size.height)
  for (const { bounds } of menu.areas) {
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(menu.size.width)
    expect(bounds.y + bounds.height).toBeLessThanOrEqual(menu.size.height)
  }
})

/** The text of a PNG's `tEXt` chunk with that keyword. */
function textIn(png: Buffer, keyword: string): string | undefined {
  for (let at = 8; at + 8 < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at)).toString('latin1')
    if (png.toString('latin1', at + 4, at + 8) === 'tEXt' && data.startsWith(`${keyword}\0`))
      return data.slice(keyword.length + 1)
  }
  return undefined
}
