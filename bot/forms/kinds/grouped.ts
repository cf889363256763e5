/** 12,000, as sums of money are read. */
export const grouped = (yen: number): string => String(yen).replace(/\B(?=(\d{3})+$)/g, ',')
