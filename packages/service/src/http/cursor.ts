/** Cursors: opaque to clients; here the position after which the next page begins. A cursor that is not ours is a validation problem. */
import type { z } from 'zod';
import { Problem } from './problem.ts';

export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    const errors = [{ pointer: '?cursor', detail: 'pass on the `next` of the page before, unchanged' }];
    throw new Problem('validation', '?cursor: not a cursor of this list', { errors }, { cause: cause });
  }
}
