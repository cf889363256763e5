import { inflateRawSync } from 'node:zlib'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { encodeCp932 } from '../../bot/forms/cp932.ts'
import type { Cell } from '../../bot/forms/export-cell.ts'
import type { ExportFormat } from '../../bot/forms/export-contract.ts'
import { fileOf } from '../../bot/forms/export-file.ts'
import { momentAt, momentIn, type MomentFormat } from '../../bot/forms/export-moment.ts'

async function* each(rows: Cell[][]) {
  yield* rows
}

async function written(
  format: ExportFormat,
  headers: string[],
  rows: Cell[][],
  formats: (MomentFormat | null)[] = headers.map(() => null),
) {
  const lost: string[] = []
  const file = fileOf(format, { headings: [headers], formats, rows: each(rows), lose: (char) => lost.push(char) })
  return { bytes: new Uint8Array(await new Response(file).arrayBuffer()), lost }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The parts of a zip by their names, read from its directory at the end, as Excel does. */
function parts(bytes: Uint8Array): Map<string, string> {
  const buffer = Buffer.from(bytes)
  const end = buffer.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const found = new Map<string, string>()
  for (let at = buffer.readUInt32LE(end + 16); buffer.readUInt32LE(at) === 0x02014b50;) {
    const [packed, nameLength] = [buffer.readUInt32LE(at + 20), buffer.readUInt16LE(at + 28)]
    const local = buffer.readUInt32LE(at + 42)
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
    const content = buffer.subarray(start, start + packed)
    const text = buffer.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content
    found.set(buffer.toString('utf8', at + 46, at + 46 + nameLength), text.toString('utf8'))
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return found
}

const unescaped = (xml: string) =>
  xml
    .replace(/&#(x?)([0-9A-Fa-f]+);/g, (_, hexed: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hexed ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Cells of the first sheet with what they say they are. */
function cells(bytes: Uint8Array): { ref: string; type: string; value: string }[] {
  const sheet = parts(bytes).get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).not.toMatch(/<f[ >]/)
  return [...sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', content = '']) => ({
    ref: /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '',
    type: /t="(\w+)"/.exec(attributes)?.[1] ?? 'n',
    value: unescaped(/<(?:t|v)[^>]*>(.*?)<\/(?:t|v)>/s.exec(content)?.[1] ?? ''),
  }))
}

/** What spreadsheets run, in every way in which it can be written. */
const attacks = [
  '=HYPERLINK("https://evil.example","x")',
  '+cmd|calc',
  '-2+3',
  '@SUM(1,2)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u3000=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\u200B=1',
]

test('row 39, ES09: CSV begins with the mark of UTF-8, ends lines with CRLF and quotes what needs it', async () => {
  const { bytes } = await written(
    'csv_utf8',
    ['受付番号 [number]', 'ひとこと [word]'],
    [
      [1, 'よかった'],
      [12, 'A,B "C"\nD'],
      [null, 0.5],
    ],
  )
  expect(hex(bytes.slice(0, 3))).toBe('efbbbf')
  expect(new TextDecoder().decode(bytes)).toBe(
    '受付番号 [number],ひとこと [word]\r\n1,よかった\r\n12,"A,B ""C""\nD"\r\n,0.5',
  )
})

test('ES09: Shift_JIS is Windows’ own, byte for byte, and says what it lost', async () => {
  const { bytes, lost } = await written(
    'csv_sjis',
    ['表', 'a'],
    [
      ['髙﨑①㈱', 'ｱ〜～−'],
      ['𠮷野😀', 'é'],
    ],
  )
  expect(hex(bytes)).toBe(
    ['955c', '2c61', '0d0a', 'fbfcfab18740878a', '2c', 'b181608160817c', '0d0a', '81ac96ec81ac', '2c', '81ac'].join(''),
  )
  expect(lost).toEqual(['𠮷', '😀', 'é'])
})

test('ES09: everything that Windows’ Shift_JIS can write comes back as it was', () => {
  const decoder = new TextDecoder('shift_jis')
  const lost: string[] = []
  for (let code = 0x20; code < 0x10000; code++) {
    const char = String.fromCharCode(code)
    const read = decoder.decode(encodeCp932(char, (one) => lost.push(one)))
    if (!lost.includes(char) && read !== '' && !'\x7F〜−‖—¢£¬¥‾'.includes(char))
      expect([code.toString(16), read]).toEqual([code.toString(16), char])
    lost.length = 0
  }
  expect(hex(encodeCp932('漢字かなカナ', () => {}))).toBe('8abf8e9a82a982c8834a8369')
})

test('ES09: cells of XLSX are text that keeps its zeros and its length; numbers are numbers', async () => {
  const { bytes } = await written(
    'xlsx',
    ['会員番号 [member_id]', 'n'],
    [
      ['000123', 7],
      ['12345678901234567890', null],
      ['<&>"\' 改\r\n行 \u0007', 'emoji 😀 _x0041_'],
    ],
  )
  expect(cells(bytes)).toEqual([
    { ref: 'A1', type: 'inlineStr', value: '会員番号 [member_id]' },
    { ref: 'B1', type: 'inlineStr', value: 'n' },
    { ref: 'A2', type: 'inlineStr', value: '000123' },
    { ref: 'B2', type: 'n', value: '7' },
    { ref: 'A3', type: 'inlineStr', value: '12345678901234567890' },
    { ref: 'B3', type: 'n', value: '' },
    { ref: 'A4', type: 'inlineStr', value: '<&>"\' 改\n行 ' },
    { ref: 'B4', type: 'inlineStr', value: 'emoji 😀 _x005F_x0041_' },
  ])
  // A data cell says that it is text, so that it stays so when somebody edits it.
  expect(parts(bytes).get('xl/styles.xml')).toContain('formatCode="@"')
})

test('ES09: moments are days that Excel reckons with, by Japan’s clock, and text in CSV', async () => {
  const rows = [
    [
      momentAt(Date.UTC(2026, 10, 21, 15, 30, 5)),
      momentIn('1985-04-01', 'day'),
      momentIn('2026-11-21T23:59', 'minute'),
    ],
    [null, momentIn('1900-01-31', 'day'), '●●●'],
  ]
  const formats: MomentFormat[] = ['second', 'day', 'minute']
  const { bytes } = await written('xlsx', ['a', 'b', 'c'], rows, formats)
  const [sheet] = (await readXlsx(bytes)).sheets
  expect(sheet?.rows.slice(1)).toEqual([
    [new Date('2026-11-22T00:30:05Z'), new Date('1985-04-01T00:00:00Z'), new Date('2026-11-21T23:59:00Z')],
    // Excel counts a 29th of February in 1900, so what is older stays a text.
    [null, '1900/01/31', '●●●'],
  ])
  const styles = parts(bytes).get('xl/styles.xml')
  for (const format of ['yyyy/mm/dd hh:mm:ss', 'yyyy/mm/dd', 'yyyy/mm/dd hh:mm'])
    expect(styles).toContain(`formatCode="${format}"`)
  const csv = await written('csv_utf8', ['a', 'b', 'c'], rows, formats)
  expect(new TextDecoder().decode(csv.bytes)).toBe(
    'a,b,c\r\n2026/11/22 00:30:05,1985/04/01,2026/11/21 23:59\r\n,1900/01/31,●●●',
  )
})

test.each(attacks)('A25: %j is inert in every cell and header', async (attack) => {
  for (const format of ['csv_utf8', 'csv_sjis'] as const) {
    const { bytes } = await written(format, [attack], [[attack]])
    const text = new TextDecoder(format === 'csv_sjis' ? 'shift_jis' : 'utf-8').decode(bytes)
    for (const line of text.split('\r\n').filter((one) => one !== '')) expect(line.replace(/^"/, '')[0]).toBe("'")
  }
  const { bytes } = await written('xlsx', [attack], [[attack]])
  for (const { type } of cells(bytes)) expect(type).toBe('inlineStr')
})

test('A25: a phone number stays readable', async () => {
  const { bytes } = await written('csv_utf8', ['p'], [['+819012345678'], [-5]])
  expect(new TextDecoder().decode(bytes)).toBe("p\r\n'+819012345678\r\n-5")
  expect(cells((await written('xlsx', ['p'], [['+819012345678']])).bytes)[1]).toMatchObject({ value: '+819012345678' })
})
