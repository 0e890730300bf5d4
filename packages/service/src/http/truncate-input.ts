/**
 * Client input in what is answered or logged: cut, so that nobody gets back, or has us keep, more than a name's worth of what
 * was sent. Pure.
 */

/** Characters of a field's or parameter's name. */
const maxNameLength = 64;

/** The text, or its beginning with an ellipsis. */
export const truncateInput = (text: string, maxLength: number = maxNameLength): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength).toWellFormed()}…`;
