/** What stands in place of what the reader may not see, as the server has it. */
export const maskedText = '●●●'
