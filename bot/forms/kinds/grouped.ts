/** 12,000 and 1,234.5, as numbers are read. */
export const grouped = (number: number): string =>
  String(number).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
