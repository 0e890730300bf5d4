/** What all forms go through before they are read; browsers that tell where a form comes from are believed. */
import { unstorable } from '@mambogo/contracts/text.ts';
import express, { type RequestHandler } from 'express';
import { PageProblem } from './show-error.ts';

const sameOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new PageProblem('otherSite');
  next();
};

/** What no field takes, whatever it is for: no store has a place for it. */
const storable: RequestHandler = (request, _response, next) => {
  const values: unknown[] = Object.values(request.body ?? {}).flat();
  if (values.some((value) => typeof value === 'string' && unstorable.test(value))) throw new PageProblem('form');
  next();
};

const read = (limit: string): RequestHandler[] => [
  sameOrigin,
  express.urlencoded({ extended: false, limit }),
  storable,
];

export const form: RequestHandler[] = read('4kb');

/** A form with what an authenticator answered in it. */
export const longForm: RequestHandler[] = read('24kb');

export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
