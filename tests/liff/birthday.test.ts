import { expect, test } from 'vitest'
import { checkAnswer } from '../../bot/forms/check.ts'
import { boxesOfBirthday, boxesOfWhole } from '../../liff/src/forms/birthday.ts'

const question = { kind: 'birthday', key: 'born', title: { ja: '生年月日' }, required: true } as const
const kept = (typed: string) => {
  const checked = checkAnswer(question, typed, '2026-11-21')
  return checked.ok ? checked.value : checked.problem
}

test.each([
  ['S60/4/1', { era: '', year: '1985', month: '4', day: '1' }],
  ['H30.2.28', { era: '', year: '2018', month: '2', day: '28' }],
  ['850401', { era: '', year: '1985', month: '4', day: '1' }],
  ['昭和60年4月1日', { era: '昭和', year: '60', month: '4', day: '1' }],
  ['1985/4/1', { era: '', year: '1985', month: '4', day: '1' }],
])('a birthday that was written in the chat as %s stands in the boxes as the day that it means', (typed, boxes) => {
  expect(boxesOfBirthday(kept(typed))).toEqual(boxes)
})

test('a whole day in the box of the year is divided, counted as it was written; what is not sure stays', () => {
  const born = { month: '1', day: '7' }
  for (const typed of ['昭和64年1月7日', 'S64.1.7', 'Ｓ６４／１／７', 's640107', '昭64-1-7'])
    expect(boxesOfWhole(typed, '2026-11-21')).toEqual({ ...born, era: '昭和', year: '64' })
  for (const typed of ['1989/1/7', '１９８９年１月７日', '19890107', 'Jan 7, 1989', '1989年（昭和64年）1月7日'])
    expect(boxesOfWhole(typed, '2026-11-21')).toEqual({ ...born, era: '', year: '1989' })
  for (const typed of ['1989', '元', '64', '1989/1', '昭和64年1月8日', '1989/2/30', ''])
    expect(boxesOfWhole(typed, '2026-11-21')).toBeNull()
})

test('a birthday that is being typed stays as it is typed', () => {
  expect(boxesOfBirthday('昭和6年月日')).toEqual({ era: '昭和', year: '6', month: '', day: '' })
})
