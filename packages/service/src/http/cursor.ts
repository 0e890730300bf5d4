/** Cursors are opaque to clients; they encode the position before the next page. An invalid one is a validation problem. */
import type { z } from 'zod';
import { Problem } from './problem.ts';

export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    const errors = [{ pointer: '?cursor', detail: 'send the `next` of the previous page unchanged' }];
    throw new Problem('validation', '?cursor: not a valid cursor of this list', { errors }, { cause: cause });
  }
}
