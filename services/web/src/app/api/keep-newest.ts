/** What pages keep of an answer: an older version that comes late (asked for before, answered after) never replaces a newer. */
import { replaceEqualDeep } from '@tanstack/react-query';

/** For `structuralSharing`. Whole-number versions only grow; a cart's is text, and one begun afresh is no older. */
export const keepNewest = (known: unknown, response: unknown): unknown =>
  versionOf(known) > versionOf(response) ? known : replaceEqualDeep(known, response);

/** NaN, which is not greater than anything, when it has none. */
const versionOf = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'version' in data && Number.isInteger(data.version)
    ? Number(data.version)
    : Number.NaN;
