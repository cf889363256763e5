/** So many of one thing, or of all together: more is agreed upon by talking, and what is typed by mistake is noticed. */
export const orderMax = 999
/** So many things fit a list that is read on a phone. */
export const orderItemsMax = 30
/** What no thing is called: its sums stand beside it in files. */
export const orderSums: readonly string[] = ['quantity', 'yen']
