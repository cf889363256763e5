/** So many characters as a person counts them: a picture letter is one, whatever it is made of. */
export const lettersIn = (text: string): number =>
  /^[\s\u0020-\u02ff\u3000-\ud7ff\uf900-\ufaff\uff00-\uffef]*$/.test(text)
    ? text.length
    : [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)].length
