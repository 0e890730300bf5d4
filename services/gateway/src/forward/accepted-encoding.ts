/**
 * The smallest encoding a client accepts. Web serves the pages' files in each of them, and they are cached by encoding. Other
 * responses are small or change too often for that.
 */
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip' | 'identity';

export const acceptedEncoding = (request: Request): Encoding =>
  (['br', 'gzip'] as const).find((encoding) => request.acceptsEncodings(encoding) === encoding) ?? 'identity';
