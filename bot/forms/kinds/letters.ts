/** So many characters as a person counts them: a picture letter is one, whatever it is made of. */
export const lettersIn = (text: string): number =>
  /^[\s!-~\u3000-\u9fff\uff00-\uffef]*$/.test(text) ? text.length : [...new Intl.Segmenter().segment(text)].length
