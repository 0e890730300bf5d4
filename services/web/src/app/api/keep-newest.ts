/** Keeps an older version that arrives late from replacing a newer one in the cache. */
import { replaceEqualDeep } from '@tanstack/react-query';

/** For `structuralSharing`. Only compares integer versions; a cart's version is text, and a new cart is not an older one. */
export const keepNewest = (known: unknown, response: unknown): unknown =>
  versionOf(known) > versionOf(response) ? known : replaceEqualDeep(known, response);

/** NaN if there is no version: NaN is not greater than anything. */
const versionOf = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'version' in data && Number.isInteger(data.version)
    ? Number(data.version)
    : Number.NaN;
