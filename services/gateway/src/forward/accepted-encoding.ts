/**
 * The smallest encoding a client takes: files of the pages are there in each of them, and are kept by it. Other answers are
 * small or change too often for it, and pass as they are.
 */
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip' | 'identity';

export const acceptedEncoding = (request: Request): Encoding =>
  (['br', 'gzip'] as const).find((one) => request.acceptsEncodings(one) === one) ?? 'identity';
