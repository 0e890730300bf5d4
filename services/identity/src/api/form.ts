/** What all forms go through before they are read; browsers that tell where a form comes from are believed. */
import { Problem } from '@mambogo/service/problem.ts';
import express, { type RequestHandler } from 'express';

const sameOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new Problem('forbidden', 'This form was sent from another site.');
  next();
};

export const form: RequestHandler[] = [sameOrigin, express.urlencoded({ extended: false, limit: '4kb' })];

export const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
