/** What is said around an answer tells nothing: 2人です。 */
export function withoutPoliteness(text: string): string {
  const plain = text.replace(polite, '')
  // A text of nothing else is what was said.
  return plain.trim() === '' ? text : plain
}

const polite =
  /(です|でした|で(お願い|おねがい)し?ます|がいいです|が良いです|にします|を希望(します|です)?)?[\s。.!！~〜♪\p{Extended_Pictographic}\uFE0F]{0,40}$/u
