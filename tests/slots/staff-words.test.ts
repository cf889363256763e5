import { afterAll, beforeAll, expect, test, vi } from 'vitest'
// Vue looks at the page when it is loaded: before there is what we put in its place.
import 'vue'
import { movedText, notHeldText, placedText, slotVariable } from '../../bot/slots/staff-texts.ts'
import { slotText } from '../../bot/slots/slot-text.ts'
import { haveBookings, tellOf, writtenAnew } from '../../dashboard/src/slots/telling.ts'

/** The dashboard's words ask the browser for its language. */
beforeAll(() => {
  vi.stubGlobal('navigator', { languages: ['ja'], language: 'ja' })
  vi.stubGlobal('document', { documentElement: {} })
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const title = { ja: '体験レッスン', en: 'Trial lesson' }
const at = (start: string, end: string) => slotText({ start, end })
const from = at('2026-12-01T10:00', '2026-12-01T10:30')
const [first, second] = [at('2026-12-05T10:00', '2026-12-05T10:30'), at('2026-12-06T15:00', '2026-12-06T15:30')]
const page = 'https://liff.line.me/2000000002-musubi01/me/submissions/1'

test('row 21: who is moved reads from where to where, who waited what they have got, both with their page if there is one', () => {
  expect(movedText(title, { from, to: first, page })).toEqual({
    ja: `「体験レッスン」のご予約を変更しました。\n変更前：12月1日(火) 10:00〜10:30\n変更後：12月5日(土) 10:00〜10:30\n内容の確認はこちらから：\n${page}`,
    en: `Your booking of “Trial lesson” has been changed.\nBefore: Tue, 1 Dec, 10:00–10:30\nNow: Sat, 5 Dec, 10:00–10:30\nTo see it:\n${page}`,
  })
  expect(placedText({ ja: 'ヨガ' }, { to: { ja: '午前' }, page: null })).toEqual({
    ja: 'お待たせしました。「ヨガ」のご予約が取れました。\n午前',
    en: 'Good news: you have a place in “ヨガ”.\n午前',
  })
  const { ja, en } = notHeldText(title)
  expect([ja, en].map((text) => text!.split('\n')[1])).toEqual([slotVariable, slotVariable])
  expect([ja, en].map((text) => text!.split('\n')[0])).toEqual([
    '申し訳ありません。「体験レッスン」の次のご予約は、都合により取り消しとなりました。',
    'We are sorry: your booking of “Trial lesson” had to be cancelled.',
  ])
})

test('row 21: what staff wrote stays when they choose another slot, and never names the slot that was given up', () => {
  const moved = (to: typeof first) => movedText(title, { from, to, page }).ja
  const own = moved(first).replace('変更しました。', '変更しました。\n雨の予報のためです。')
  expect(writtenAnew(own, moved(first), moved(second))).toBe(
    moved(second).replace('変更しました。', '変更しました。\n雨の予報のためです。'),
  )
  expect(writtenAnew(`${own}\n持ち物はいりません`, moved(first), moved(first))).toBe(`${own}\n持ち物はいりません`)
  // Also where the line was written otherwise; where the slot stands nowhere any more, it begins anew.
  expect(writtenAnew(`次は ${first.ja} です`, moved(first), moved(second))).toBe(`次は ${second.ja} です`)
  expect(writtenAnew('12/5の10時にお待ちします', moved(first), moved(second))).toBeNull()
  const placed = (to: typeof first) => placedText(title, { to, page: null }).en!
  expect(writtenAnew(`${placed(first)}\nSee you!`, placed(first), placed(second))).toBe(`${placed(second)}\nSee you!`)

  expect(tellOf(null, title)).toEqual({ text: title })
  expect(tellOf(' \n', title)).toEqual({ text: title })
  expect(tellOf(' 雨です\n', title)).toEqual({ text: { ja: '雨です' } })
})

test('row 21: whether anybody has to be told is asked of closed slots as of open ones', () => {
  expect(haveBookings([{ taken: 0, waiting: 0 }])).toBe(false)
  expect(
    haveBookings([
      { taken: 0, waiting: 0 },
      { taken: 1, waiting: 0 },
    ]),
  ).toBe(true)
  expect(haveBookings([{ taken: 0, waiting: 1 }])).toBe(true)
})

test('M17: staff see whether somebody knows of the change, at night that they will, and why not', async () => {
  const { toldWords } = await import('../../dashboard/src/slots/words.ts')
  const said = (state: 'waiting' | 'told' | 'failed', reason: string | null = null) =>
    toldWords({ state, reason }).label
  vi.setSystemTime('2026-11-22T12:00+09:00')
  expect(said('waiting').ja).toBe('まもなく変更を知らせます')
  vi.setSystemTime('2026-11-22T22:00+09:00')
  expect(said('waiting')).toEqual({ ja: '朝8時を過ぎたら変更を知らせます', en: 'Told after 8 in the morning' })
  expect(said('told')).toEqual({ ja: '変更を知らせました', en: 'Told of the change' })
  expect(said('failed', 'blocked_friend').ja).toBe('変更を知らせられていません：ブロックされています。')
})
