/** Truncates client input that is quoted in responses or logs, so that a client cannot inflate them. Pure. */

/** Maximum length of a quoted field or parameter name. */
const maxNameLength = 64;

/** The text, or its start with an ellipsis. */
export const truncateInput = (text: string, maxLength: number = maxNameLength): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength).toWellFormed()}…`;
