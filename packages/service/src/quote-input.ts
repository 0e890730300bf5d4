/**
 * Client input in what is answered or logged: cut, so that nobody gets back, or has us keep, more than a name's worth of what
 * was sent. Pure.
 */

/** Characters of a field's or parameter's name. */
const longestName = 64;

/** The text, or its beginning with an ellipsis. */
export const quoteInput = (text: string, most: number = longestName): string =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`;
