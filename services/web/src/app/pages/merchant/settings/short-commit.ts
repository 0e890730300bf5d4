/** A commit id as people write it: the first characters identify it. Pure. */
export const shortCommit = (id: string): string => id.slice(0, 12);
