/** Reads callbacks of the payment provider simulator (services/psp-simulator/README.md). */
import { bodyPointer, Problem, validationProblem } from '@mambogo/service/http/problem.ts';
import { z } from 'zod';
import type { ReadCallback } from '../domain/provider-callback.ts';
import { isSigned } from './verify-signature.ts';

const Text = z.string().regex(/^[\x20-\x7e]{1,200}$/);
const Body = z.object({ id: Text, type: Text, data: z.object({ reference: Text }) });

export const readSimulatorCallback =
  (secret: string): ReadCallback =>
  (body, header, now) => {
    if (!isSigned({ header: header('psp-signature'), body, secret, now }))
      throw new Problem('unauthenticated', 'the psp-signature header must sign the raw body with the current time');
    const read = Body.safeParse(parse(body));
    if (!read.success) throw validationProblem(read.error, bodyPointer);
    const { id, type, data } = read.data;
    return { eventId: id, type, reference: data.reference };
  };

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new Problem('validation', 'the body is not valid JSON', {}, { cause });
  }
}
