/**
 * Shapes of one kanji in names, the everyday shape first: whoever types the one on their keyboard finds the one of the
 * family register. Only shapes that readers take for the same name; what Unicode says itself (NFKC) needs no entry.
 */
const groups = [
  ...['高髙', '崎﨑嵜', '辺邊邉', '斉齊斎齋', '沢澤', '浜濱濵', '広廣', '桜櫻', '国國圀', '真眞', '恵惠', '徳德'],
  ...[
    '島嶋嶌',
    '竜龍',
    '瀬瀨',
    '浅淺',
    '関關',
    '黒黑',
    '増增',
    '静靜',
    '栄榮',
    '寿壽',
    '実實',
    '学學斈',
    '条條',
    '弥彌',
  ],
  ...['蔵藏', '万萬', '与與', '仏佛', '豊豐', '鉄鐵', '円圓', '会會', '応應', '騨驒', '鴎鷗', '吉𠮷', '秋穐', '岳嶽'],
  ...['館舘', '曽曾', '野埜', '富冨', '桑桒', '峰峯', '船舩', '淵渕渊', '槙槇', '祢禰', '磯礒', '園薗', '亜亞', '芦蘆'],
  ...['松枩柗', '柳栁', '剣劍劔剱劒', '晋晉', '凛凜', '尭堯', '遥遙', '瑶瑤', '巌巖', '来來', '礼禮', '禄祿'],
  ...['柏栢', '檜桧', '塩鹽', '鶏鷄', '滝瀧', '双雙', '緒緖'],
]

const everyday = new Map(
  groups.flatMap((group) => {
    const [first, ...others] = Array.from(group)
    return others.map((other) => [other, first!] as const)
  }),
)
const variants = new RegExp(`[${[...everyday.keys()].join('')}]`, 'gu')

/** A text with the everyday shape of each kanji. */
export const everydayKanji = (text: string): string => text.replace(variants, (char) => everyday.get(char) ?? char)
