/** The end of an id, to distinguish people of the same name: UUIDv7 start alike and differ at the end. Pure. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;
