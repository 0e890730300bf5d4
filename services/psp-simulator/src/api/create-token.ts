/**
 * POST /v1/tokens: the card form's own page turns a card into a token here. Nothing of the card is kept or logged, and
 * what is refused is told by field without saying what was in it.
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
    if (!read.success) throw refused(String(read.error.issues[0]?.path[0] ?? ''), 'this is no card');
    const { number, expMonth, expYear } = read.data;
    if (!passesLuhn(number)) throw refused('number', 'no card has this number');
    if (!isValidUntil(expMonth, expYear, now())) throw refused('expMonth', 'the card has expired');
    const card = testCard(number);
    if (!card) throw refused('number', 'only test cards work here');
    response
      .status(201)
      .set('cache-control', 'no-store')
      .json({ token: card.token, brand: card.brand, last4: number.slice(-4) });
  });
}

const refused = (field: string, detail: string) =>
  new Problem('validation', detail, { errors: [{ pointer: `/${field}`, detail }] });
