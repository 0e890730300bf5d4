/** GET or POST /auth/userinfo: the user of an access token. Access tokens are for the API, and this route is part of it. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { claimsOf } from '../domain/person-claims.ts';

export const userInfo =
  ({ verify, people }: Context): RequestHandler =>
  async (request, response) => {
    if (!['GET', 'POST'].includes(request.method)) throw new Problem('method-not-allowed', 'use GET or POST');
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Problem('unauthenticated', 'send an access token: Authorization: Bearer <token>');
    const { subject } = await verify(token);
    const person = await people.find(subject);
    if (!person) throw new Problem('unauthenticated', 'this account no longer exists');
    response.setHeader('cache-control', 'no-store');
    response.json(claimsOf(person));
  };
