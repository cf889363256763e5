/** A word that our pages do not say, what they say instead, and where it is right all the same. */
export interface Unwanted {
  word: string
  instead: string
  /** Phrases or files (of pages that are about it) in which the word stands for something else, each with the reason. */
  except?: { phrase?: string; file?: RegExp; because: string }[]
}

const settingsAndHealth = /^dashboard\/src\/(accounts|health|settings|shell\/places\.ts)/

/** One thing has one word (ES17): what people would otherwise call the same thing in several ways. */
export const unwanted: Unwanted[] = [
  { word: 'ボット', instead: '公式アカウント' },
  {
    word: 'チャネル',
    instead: '公式アカウント',
    except: [{ file: settingsAndHealth, because: "LINE's own pages call it that where it is set up" }],
  },
  {
    word: 'ユーザー',
    instead: '友だち',
    except: [{ phrase: 'ユーザー名', because: 'a mail server has user names' }],
  },
  { word: 'フォロワー', instead: '友だち' },
  { word: '顧客', instead: '会員' },
  { word: 'お客様', instead: 'お客さま' },
  {
    word: 'プロフィール',
    instead: '人',
    except: [{ phrase: 'LINEの表示名とプロフィール画像', because: 'a consent names what LINE itself hands over' }],
  },
  { word: 'アクティブ', instead: '有効友だち' },
  { word: '紐付け', instead: 'ID連携' },
  { word: '紐づけ', instead: 'ID連携' },
  { word: 'ひも付け', instead: 'ID連携' },
  { word: '名寄せ', instead: 'ID連携' },
  {
    word: '削除',
    instead: '連携解除, 退会・消去 or しまう, whichever it is',
    except: [
      { phrase: '使われていないファイルの削除', because: 'bytes that no answer names are of nobody' },
      { phrase: 'LINE側でリッチメニューが削除されていました', because: 'LINE calls it that' },
      { file: /^liff\/src\/forms\/file-texts\.ts$/, because: 'people take away a file of their own' },
    ],
  },
  { word: '導線', instead: '流入経路' },
  { word: 'カラム', instead: '項目' },
  { word: '属性', instead: '項目' },
  { word: 'プロパティ', instead: '項目' },
  { word: 'ボット会話', instead: 'チャットアンケート' },
  { word: '設問', instead: '質問' },
  { word: '投稿', instead: '回答' },
  { word: '送信データ', instead: '回答' },
  { word: '応募', instead: '申込' },
  { word: 'ドラフト', instead: '途中' },
  { word: 'ステータス', instead: '確認待ち, 確認中 … or 健康診断' },
  { word: 'ターゲット', instead: 'セグメント' },
  { word: 'オーディエンス', instead: 'リスト' },
  { word: 'ステップ配信', instead: 'シナリオ' },
  { word: 'ウェルカム', instead: 'あいさつ' },
  { word: 'スキップ', instead: '対象外' },
  { word: '送信済み', instead: '受付' },
  { word: 'クレジット', instead: '通数' },
  { word: '許諾', instead: '同意' },
  { word: 'インポート', instead: '取り込み' },
  { word: 'エクスポート', instead: '書き出し' },
  { word: 'デモ', instead: 'テスト or お試し' },
  {
    word: 'キャンセル',
    instead: '取り消す, 元に戻す or やめる',
    except: [
      { phrase: 'キャンセル待ち', because: 'everybody who books calls the queue for a place that' },
      {
        phrase: 'キャンセルなどは、トークでお問い合わせください',
        because: 'people cancel an application, not a deed of ours',
      },
    ],
  },
]
