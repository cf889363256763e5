import type { Chance } from './chance.ts'

/** As written, as read (kana), and in letters. */
type Part = readonly [written: string, kana: string, letters: string]

const families: readonly Part[] = [
  ['佐藤', 'サトウ', 'Sato'],
  ['鈴木', 'スズキ', 'Suzuki'],
  ['高橋', 'タカハシ', 'Takahashi'],
  ['田中', 'タナカ', 'Tanaka'],
  ['伊藤', 'イトウ', 'Ito'],
  ['渡辺', 'ワタナベ', 'Watanabe'],
  ['山本', 'ヤマモト', 'Yamamoto'],
  ['中村', 'ナカムラ', 'Nakamura'],
  ['小林', 'コバヤシ', 'Kobayashi'],
  ['加藤', 'カトウ', 'Kato'],
  ['吉田', 'ヨシダ', 'Yoshida'],
  ['山田', 'ヤマダ', 'Yamada'],
  ['佐々木', 'ササキ', 'Sasaki'],
  ['山口', 'ヤマグチ', 'Yamaguchi'],
  ['松本', 'マツモト', 'Matsumoto'],
  ['井上', 'イノウエ', 'Inoue'],
  ['木村', 'キムラ', 'Kimura'],
  ['林', 'ハヤシ', 'Hayashi'],
  ['斎藤', 'サイトウ', 'Saito'],
  ['清水', 'シミズ', 'Shimizu'],
  ['山崎', 'ヤマザキ', 'Yamazaki'],
  ['森', 'モリ', 'Mori'],
  ['池田', 'イケダ', 'Ikeda'],
  ['橋本', 'ハシモト', 'Hashimoto'],
  ['阿部', 'アベ', 'Abe'],
  ['石川', 'イシカワ', 'Ishikawa'],
  ['山下', 'ヤマシタ', 'Yamashita'],
  ['中島', 'ナカジマ', 'Nakajima'],
  ['石井', 'イシイ', 'Ishii'],
  ['小川', 'オガワ', 'Ogawa'],
  ['前田', 'マエダ', 'Maeda'],
  ['岡田', 'オカダ', 'Okada'],
  ['長谷川', 'ハセガワ', 'Hasegawa'],
  ['藤田', 'フジタ', 'Fujita'],
  ['後藤', 'ゴトウ', 'Goto'],
  ['近藤', 'コンドウ', 'Kondo'],
  ['村上', 'ムラカミ', 'Murakami'],
  ['遠藤', 'エンドウ', 'Endo'],
  ['青木', 'アオキ', 'Aoki'],
  ['坂本', 'サカモト', 'Sakamoto'],
  ['福田', 'フクダ', 'Fukuda'],
  ['太田', 'オオタ', 'Ota'],
  ['西村', 'ニシムラ', 'Nishimura'],
  ['藤井', 'フジイ', 'Fujii'],
  ['金子', 'カネコ', 'Kaneko'],
  ['岡本', 'オカモト', 'Okamoto'],
  ['三浦', 'ミウラ', 'Miura'],
  ['藤原', 'フジワラ', 'Fujiwara'],
  ['髙木', 'タカギ', 'Takagi'],
  ['渡邉', 'ワタナベ', 'Watanabe'],
]

const givens: readonly Part[] = [
  ['愛子', 'アイコ', 'Aiko'],
  ['美咲', 'ミサキ', 'Misaki'],
  ['さくら', 'サクラ', 'Sakura'],
  ['陽菜', 'ヒナ', 'Hina'],
  ['結衣', 'ユイ', 'Yui'],
  ['葵', 'アオイ', 'Aoi'],
  ['凛', 'リン', 'Rin'],
  ['紬', 'ツムギ', 'Tsumugi'],
  ['莉子', 'リコ', 'Riko'],
  ['美月', 'ミツキ', 'Mitsuki'],
  ['真由美', 'マユミ', 'Mayumi'],
  ['由美子', 'ユミコ', 'Yumiko'],
  ['恵子', 'ケイコ', 'Keiko'],
  ['久美子', 'クミコ', 'Kumiko'],
  ['香織', 'カオリ', 'Kaori'],
  ['智子', 'トモコ', 'Tomoko'],
  ['直美', 'ナオミ', 'Naomi'],
  ['奈々', 'ナナ', 'Nana'],
  ['千尋', 'チヒロ', 'Chihiro'],
  ['彩', 'アヤ', 'Aya'],
  ['健太', 'ケンタ', 'Kenta'],
  ['大輔', 'ダイスケ', 'Daisuke'],
  ['翔', 'ショウ', 'Sho'],
  ['蓮', 'レン', 'Ren'],
  ['悠真', 'ユウマ', 'Yuma'],
  ['湊', 'ミナト', 'Minato'],
  ['陽翔', 'ハルト', 'Haruto'],
  ['樹', 'イツキ', 'Itsuki'],
  ['大和', 'ヤマト', 'Yamato'],
  ['拓海', 'タクミ', 'Takumi'],
  ['誠', 'マコト', 'Makoto'],
  ['浩', 'ヒロシ', 'Hiroshi'],
  ['隆', 'タカシ', 'Takashi'],
  ['修平', 'シュウヘイ', 'Shuhei'],
  ['亮', 'リョウ', 'Ryo'],
  ['直樹', 'ナオキ', 'Naoki'],
  ['和也', 'カズヤ', 'Kazuya'],
  ['哲也', 'テツヤ', 'Tetsuya'],
  ['光', 'ヒカル', 'Hikaru'],
  ['薫', 'カオル', 'Kaoru'],
]

const afterName = ['', '', '', '', '☕', '🌸', '🐈', '✨', '♪', '@新宿', '（仕事用）']

export interface PersonName {
  family: Part
  given: Part
}

export const nameBy = (chance: Chance): PersonName => ({ family: chance.one(families), given: chance.one(givens) })

/** What people call themselves in LINE: seldom what stands on their card. */
export function displayNameBy(chance: Chance, { family, given }: PersonName): string {
  const kind = chance.below(100)
  const after = chance.one(afterName)
  if (kind < 35) return `${family[0]} ${given[0]}${after}`
  if (kind < 55) return `${given[0]}${after}`
  if (kind < 65) return `${hiraganaOf(given[1])}${after}`
  if (kind < 75) return `${given[2]}${after}`
  if (kind < 85) return `${given[2]} ${family[2]}`
  if (kind < 92) return `${given[2].toLowerCase()}${chance.below(1000)}`
  return `${given[0]}ママ${after}`
}

const hiraganaOf = (katakana: string) =>
  katakana.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
