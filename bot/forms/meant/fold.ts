/**
 * Folds what people type so that widths, kana kinds, case and spaces do not matter: for comparing only, never for storing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\s「」『』"'。、.!?！？]/g, '')
}
