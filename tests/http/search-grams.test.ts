import Libsql from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gramQuery, gramsOf, keyGram } from '../../bot/http/search-grams.ts'

let db: Libsql.Database
beforeAll(() => {
  db = new Libsql(':memory:')
  db.exec("create virtual table texts using fts5(place, text, content='', contentless_delete=1, tokenize='ascii')")
  const rows: [string, string[]][] = [
    ['main', ['髙橋 愛子', 'たかはし']],
    ['main', ['とてもよかったです', '50%引き a_b']],
    ['main', ['ﾀﾅｶ Ｔａｎａｋａ', '😀雨']],
    ['other', ['とてもよかったです']],
    ['main', ['渡邉 﨑子', '齋藤 龍之介']],
    ['main', ['𠮷野 濱']],
  ]
  for (const [at, [place, texts]] of rows.entries())
    db.prepare('insert into texts (rowid, place, text) values (?, ?, ?)').run([
      at + 1,
      keyGram('a', place),
      gramsOf(texts),
    ])
})
afterAll(() => db.close())

function found(q: string, place = 'main'): number[] {
  const match = gramQuery(q)
  if (match === null) return []
  const expression = `place : ${keyGram('a', place)} AND text : ${match}`
  const rows = db.prepare('select rowid from texts where texts match ? order by rowid').raw(true).all([expression])
  return rows.map((row) => (row as number[])[0]!)
}

test('any part of a text is found, in any width and kind of kana, with or without a space', () => {
  for (const q of ['よかった', 'ヨカッタ', '50%', '５０％', 'a_b', 'です', 'A_B'])
    expect([q, found(q)]).toEqual([q, [2]])
  for (const q of ['髙橋愛子', '髙橋　愛子', '愛子 髙橋', '橋', 'タカハ']) expect([q, found(q)]).toEqual([q, [1]])
  for (const q of ['タナカ', 'TANAKA', '😀', '雨']) expect([q, found(q)]).toEqual([q, [3]])
})

test('a search does not reach from one text into the next, nor into another place', () => {
  expect(found('子たか')).toEqual([])
  expect(found('です50')).toEqual([])
  expect(found('よかった', 'other')).toEqual([4])
  expect(found('髙橋', 'other')).toEqual([])
})

test('the shapes of one kanji in names find each other', () => {
  for (const q of ['高橋', '髙橋']) expect([q, found(q)]).toEqual([q, [1]])
  for (const q of ['渡辺', '渡邊', '渡邉 崎子', '渡邊﨑子', '斉藤', '齊藤', '斎藤', '竜之介'])
    expect([q, found(q)]).toEqual([q, [5]])
  for (const q of ['吉野', '𠮷野浜', '濵']) expect([q, found(q)]).toEqual([q, [6]])
  // Other names stay other names.
  for (const q of ['渡部', '高崎', '古野']) expect([q, found(q)]).toEqual([q, []])
})

test('A27: what has a meaning for the index or for SQL is text like any other', () => {
  for (const q of ['%', '*', '"', "'", '" OR "', 'text : a', 'よかった OR 髙橋', 'NOT 雨', '(', '^', "'; drop table"])
    expect([q, found(q)]).toEqual([q, q === '%' ? [2] : []])
  for (const q of ['', ' ', '\u3000\t']) expect(gramQuery(q)).toBeNull()
})
