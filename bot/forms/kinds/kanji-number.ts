const kanjiDigits = '〇一二三四五六七八九'

/** 三, 十, 二十五, and digit by digit 二〇二六; undefined for anything else. */
export function kanjiNumber(text: string): number | undefined {
  if (!/^[〇一二三四五六七八九十]{1,4}$/.test(text)) return undefined
  if (!text.includes('十')) return Number([...text].map((one) => kanjiDigits.indexOf(one)).join(''))
  const [tens = '', ones = '', ...more] = text.split('十')
  if (tens.length > 1 || ones.length > 1 || more.length > 0) return undefined
  return (tens ? kanjiDigits.indexOf(tens) : 1) * 10 + (ones ? kanjiDigits.indexOf(ones) : 0)
}
