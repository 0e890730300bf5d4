/**
 * POST /v1/tokens: the card form exchanges a card for a token. Nothing of the card is stored or logged, and errors name the
 * field without its value.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { isValidUntil, passesLuhn, testCard } from '../domain/test-card.ts';

const Card = z.strictObject({
  number: z.string().regex(/^\d{12,19}$/),
  expMonth: z.int().min(1).max(12),
  /** Four digits. */
  expYear: z.int().min(2000).max(2100),
  cvc: z.string().regex(/^\d{3,4}$/),
});

export function mountCreateToken(pages: Router, { now }: Pick<Context, 'now'>): void {
  pages.post('/v1/tokens', express.json({ limit: '1kb' }), (request, response) => {
    const read = Card.safeParse(request.body);
    if (!read.success) throw validationError(String(read.error.issues[0]?.path[0] ?? ''), 'the value is invalid');
    const { number, expMonth, expYear } = read.data;
    if (!passesLuhn(number)) throw validationError('number', 'the card number is invalid');
    if (!isValidUntil(expMonth, expYear, now())) throw validationError('expMonth', 'the card has expired');
    const card = testCard(number);
    if (!card) throw validationError('number', 'only test cards are accepted');
    response
      .status(201)
      .set('cache-control', 'no-store')
      .json({ token: card.token, brand: card.brand, last4: number.slice(-4) });
  });
}

const validationError = (field: string, detail: string) =>
  new Problem('validation', detail, { errors: [{ pointer: `/${field}`, detail }] });
