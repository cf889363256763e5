import type { Texts } from '../forms/contract.ts'
import { tagsMax } from '../tags/contract.ts'
import type { FileProblemCode, ImportColumn, LineProblemCode } from './import-contract.ts'
import { importBytesMax, importColumnsMax, importLinesMax, importPasswordsMax } from './import-contract.ts'

/** The problems of a members file in words, for the dashboard and the command. */
export const lineProblemTexts: Record<LineProblemCode, Texts> = {
  member_id_missing: { ja: '会員番号がありません', en: 'The member number is missing' },
  member_id_twice: { ja: '同じ会員番号が前の行にあります', en: 'An earlier line has the same member number' },
  too_long: { ja: '長すぎます', en: 'Too long' },
  not_an_email: { ja: 'メールアドレスとして読めません', en: 'Not an e-mail address' },
  not_a_phone: { ja: '電話番号として読めません', en: 'Not a telephone number' },
  not_a_birthday: { ja: '生年月日として読めません', en: 'Not a date of birth' },
  not_a_postcode: { ja: '郵便番号は7桁です', en: 'A postcode has seven digits' },
  pin_length: {
    ja: '暗証番号は4文字以上72文字以内です（表計算ソフトが先頭の0を消していないか、ご確認ください）',
    en: 'A PIN has 4 to 72 characters (a spreadsheet may have dropped leading zeros)',
  },
  not_a_hash: {
    ja: 'ハッシュの形式が違います（bcrypt は $2a$・$2b$・$2y$、コスト12まで）',
    en: 'Not a hash that is known (bcrypt $2a$, $2b$, $2y$ with a cost of up to 12)',
  },
  password_length: {
    ja: 'パスワードは4文字以上200文字以内です',
    en: 'A password has 4 to 200 characters',
  },
  secret_twice: {
    ja: '暗証番号・パスワード・ハッシュは、どれか1つだけにしてください',
    en: 'Only one of PIN, password and hash, please',
  },
  not_fitting: {
    ja: 'この項目に入らない値です（項目の種類と選択肢をご確認ください）',
    en: 'The field takes no such value (look at its type and its options)',
  },
  too_many_cells: { ja: '見出しより列が多い行です', en: 'The line has more cells than the header' },
}

export const fileProblemTexts: Record<FileProblemCode, Texts> = {
  empty: { ja: 'ファイルに会員の行がありません', en: 'The file has no members' },
  encoding: {
    ja: '文字コードが読めません。UTF-8 または Shift_JIS で保存してください',
    en: 'The encoding cannot be read; save the file as UTF-8 or Shift_JIS',
  },
  no_member_id_column: {
    ja: '「会員番号」または member_id の列がありません',
    en: 'There is no column member_id (会員番号)',
  },
  column_twice: { ja: '同じ意味の見出しが2つあります', en: 'Two columns mean the same' },
  too_many_columns: { ja: `列は${importColumnsMax}までです`, en: `At most ${importColumnsMax} columns` },
  too_many_lines: {
    ja: `一度に取り込めるのは${importLinesMax.toLocaleString('en')}行までです`,
    en: `At most ${importLinesMax.toLocaleString('en')} lines at once`,
  },
  too_many_passwords: {
    ja: `パスワードは一度に${importPasswordsMax.toLocaleString('en')}件までです。ファイルを分けるか、bcryptのハッシュで取り込んでください`,
    en: `At most ${importPasswordsMax.toLocaleString('en')} passwords at once: split the file, or bring bcrypt hashes`,
  },
  too_many_tags: {
    ja: `タグは${tagsMax}個までです`,
    en: `At most ${tagsMax} tags`,
  },
  too_large: {
    ja: `ファイルは${importBytesMax / 1024 / 1024}MBまでです`,
    en: `At most ${importBytesMax / 1024 / 1024} MB`,
  },
}

/** How a file may call its columns: compared in half width, small letters, without spaces, hyphens and underscores. */
export const columnNames: Record<ImportColumn, string[]> = {
  member_id: [
    'memberid',
    'memberno',
    'membernumber',
    'id',
    '会員番号',
    '会員id',
    '会員no',
    '診察券番号',
    '学籍番号',
    '顧客番号',
    'お客様番号',
  ],
  name: ['name', 'fullname', '名前', '氏名', 'お名前'],
  kana: ['kana', 'フリガナ', 'ふりがな', 'カナ', '氏名カナ', '氏名(カナ)', 'ヨミ', 'よみ'],
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'メール', 'メールアドレス', 'eメール'],
  phone: [
    'phone',
    'tel',
    'telephone',
    'phonenumber',
    '電話',
    '電話番号',
    '携帯',
    '携帯電話',
    '携帯番号',
    '携帯電話番号',
  ],
  birthday: ['birthday', 'birthdate', 'dateofbirth', 'dob', '生年月日', '誕生日'],
  postcode: ['postcode', 'postalcode', 'zip', 'zipcode', '郵便番号'],
  address: ['address', '住所', 'ご住所'],
  tags: ['tags', 'tag', 'タグ', 'タグ名', 'ラベル'],
  pin: ['pin', '暗証番号', 'パスコード'],
  password: ['password', 'パスワード'],
  pin_hash: ['pinhash', 'passwordhash', '暗証番号ハッシュ', 'パスワードハッシュ'],
}
