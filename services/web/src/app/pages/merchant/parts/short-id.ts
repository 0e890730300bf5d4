/** Enough of an id to tell two people of one name apart: UUIDs of version 7 begin alike and differ at their ends. Pure. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;
