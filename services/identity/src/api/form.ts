/** Checks all forms before they are parsed; where the browser sends the form's origin, it must be ours. */
import { unstorable } from '@mambogo/contracts/text.ts';
import express, { type RequestHandler } from 'express';
import { PageProblem } from './show-error.ts';

const sameOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new PageProblem('otherSite');
  next();
};

/** Characters that no field may contain, because no store can hold them. */
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

/** A form that carries an authenticator's response. */
export const longForm: RequestHandler[] = read('24kb');

export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
