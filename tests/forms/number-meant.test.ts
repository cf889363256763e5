import { expect, test } from 'vitest'
import { numberMeant } from '../../bot/forms/kinds/number-meant.ts'

test.each([
  ['４名様', ['名'], 4],
  ['4人様', ['名'], 4],
  ['四名です', ['名'], 4],
  ['約60キロです', ['kg'], 60],
  ['６０ｋｇ', ['kg'], 60],
  ['60 kg', ['kg', 'Kg'], 60],
  ['170センチくらい', ['cm'], 170],
  ['３８度５分', ['℃'], 38.5],
  ['38.5度', ['℃'], 38.5],
  ['１２週目', ['週'], 12],
  ['3個', [], 3],
  ['1,200', [], 1200],
  ['-5', [], -5],
  ['2.5', [], 2.5],
  ['３８．５度です', ['℃'], 38.5],
  ['38度5分', ['℃', '°C'], 38.5],
  ['37ど', ['度'], 37],
  ['２枚', ['点'], 2],
  ['３脚です', ['個'], 3],
  ['2つ', ['台'], 2],
  ['ゼロ', ['名'], 0],
])('%s, counted in %s, is one number', (said, units, number) => expect(numberMeant(said, units)).toBe(number))

test.each([
  ['2名と子ども1名', ['名']],
  ['3、4', ['名']],
  ['3 4', ['名']],
  ['3,4', ['名']],
  ['2〜3名', ['名']],
  ['1.7m', ['cm']],
  ['60kg', ['g']],
  ['60キロ', ['cm']],
  ['1時間30分', ['分']],
  ['名様', ['名']],
])('%s, where %s is asked for, is no number that could be taken', (said, units) =>
  expect(numberMeant(said, units)).toBeUndefined(),
)
