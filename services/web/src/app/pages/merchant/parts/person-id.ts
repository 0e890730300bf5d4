/** Parses a person's id from input or a URL; undefined if it is invalid. Pure. */
export const personId = (typed: string): string | undefined =>
  /^\s*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*$/i.exec(typed)?.[1]?.toLowerCase();
