/** What all forms go through before they are read; browsers that tell where a form comes from are believed. */
import express, { type RequestHandler } from 'express';
import { PageProblem } from './show-error.ts';

const sameOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new PageProblem('otherSite');
  next();
};

export const form: RequestHandler[] = [sameOrigin, express.urlencoded({ extended: false, limit: '4kb' })];

/** A form with what an authenticator answered in it. */
export const longForm: RequestHandler[] = [sameOrigin, express.urlencoded({ extended: false, limit: '24kb' })];

export const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
