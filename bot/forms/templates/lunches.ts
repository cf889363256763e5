import { option, texts, type FormTemplate } from './template.ts'

const item = (key: string, ja: string, en: string, price: number) => ({ ...option(key, ja, en), price })

export const lunches: FormTemplate = {
  key: 'lunch_order',
  name: texts('お弁当・商品の注文', 'Order of lunches and goods'),
  about: texts(
    '品目ごとに数を聞き、合計金額を見せて、受け取りの日時を決めます。',
    'Takes how many of each, shows the total, and agrees on when it is fetched.',
  ),
  settings: { repeat: 'many' },
  definition: {
    title: texts('お弁当のご注文', 'Lunch order'),
    introduction: texts(
      'ご注文は受け取りの2日前まで承ります。お支払いは、お渡しのときにお願いします。',
      'Please order two days ahead. You pay when you fetch it.',
    ),
    thanks: texts('ご注文を受け付けました。', 'Your order has arrived.'),
    next: texts(
      'ご注文の内容：{{answer.items}}\nお受け取り：{{answer.pickup}}\n変更やお取り消しは、このトークでお知らせください。',
      'You ordered: {{answer.items}}\nTo be fetched: {{answer.pickup}}\nTo change or cancel it, tell us in this chat.',
    ),
    checkPage: true,
    pages: [{ key: 'contact', title: texts('ご注文になる方', 'About you') }],
    questions: [
      {
        ...{ kind: 'order', key: 'items', required: true, max: 50 },
        title: texts('ご注文の数を教えてください', 'How many would you like of each?'),
        options: [
          item('chicken', 'から揚げ弁当', 'Fried chicken lunch', 680),
          item('seaweed', 'のり弁当', 'Seaweed lunch', 520),
          item('makunouchi', '幕の内弁当', 'Makunouchi lunch', 980),
          item('tea', 'お茶（500ml）', 'Green tea (500 ml)', 150),
        ],
        ...{ unit: texts('個', 'pieces'), priceNote: texts('税込', 'tax included') },
      },
      {
        ...{ kind: 'date_time', key: 'pickup', required: true, min: 'today+2', step: 30 },
        ...{ timeMin: '10:00', timeMax: '18:00' },
        title: texts('お受け取りの日時', 'When would you like to fetch it?'),
      },
      {
        ...{ kind: 'yes_no', key: 'delivery', required: true },
        title: texts(
          '10個以上のご注文は、お届けもできます。お届けしますか？',
          'We deliver ten pieces or more. Shall we?',
        ),
        showWhen: { fact: 'answer.items', is: 'at_least', value: 10 },
      },
      {
        ...{ kind: 'address', key: 'address', required: true },
        title: texts('お届け先', 'Where to'),
        showWhen: { fact: 'answer.delivery', is: 'equals', value: 'yes' },
      },
      {
        ...{ kind: 'name', key: 'name', required: true, kana: true, page: 'contact' },
        title: texts('お名前', 'Your name'),
      },
      {
        ...{ kind: 'phone', key: 'phone', required: true, page: 'contact' },
        title: texts('電話番号（当日の連絡先）', 'Phone on the day'),
      },
      {
        ...{ kind: 'long_text', key: 'wishes', required: false, lengthMax: 300 },
        title: texts('アレルギーやご要望があればお書きください', 'Allergies and other wishes'),
      },
      {
        ...{ kind: 'consent', key: 'privacy', required: true, version: '1' },
        title: texts('個人情報の取り扱いについて', 'How we use your data'),
        text: texts(
          'ご入力の内容は、このご注文のご用意とご連絡だけに使い、お渡しの3か月後に消去します。',
          'We use what you enter for this order only, and erase it three months afterwards.',
        ),
      },
    ],
  },
}
