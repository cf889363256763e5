const variationSelectors = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu
export const unseen = /[\p{Cc}\p{Cf}\s]/gu
/** Hyphens, minus signs, dashes, the long-vowel mark and box lines: what keyboards give for a hyphen. */
export const dashes = /[-‐‑‒–—―−ーｰ－﹣─━⁃]/g

/**
 * What names and addresses are compared by: widths, case, spaces and variants of one kanji do not matter, nor which hyphen
 * follows a figure (１−１ and 1ー1 are the same house).
 */
export const comparable = (text: string): string =>
  withoutVariants(text.normalize('NFKC'))
    .toLowerCase()
    .replace(unseen, '')
    .replace(dashes, (dash, at: number, all: string) => (/\d/.test(all[at - 1] ?? '') ? '-' : dash))

/** Without the marks that choose between the shapes of one kanji. */
export const withoutVariants = (text: string): string => text.replace(variationSelectors, '')
