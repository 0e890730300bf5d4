/** A person's id as typed or in an address; undefined: it is none. Pure. */
export const personId = (typed: string): string | undefined =>
  /^\s*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*$/i.exec(typed)?.[1]?.toLowerCase();
