/**
 * The language of a page, the first known of:
 * 1. `ui_locales` of the request (OpenID Connect Core 3.1.2.1): the language the shop is shown in;
 * 2. the cookie that keeps this choice for the pages that follow;
 * 3. the browser's Accept-Language;
 * 4. English.
 */
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { cookieOf, setCookie } from '../cookies.ts';
import { createLocale, firstKnown, type Language, type Locale, languages } from './languages.ts';

const cookie = 'mambogo_language';
const Query = z.object({ ui_locales: z.string().max(200).optional().catch(undefined) });

const chosen = new WeakMap<IncomingMessage, Locale>();

/** Must run before everything that sends a page. @param secure the shop is on https */
export function chooseLanguage(secure: boolean): RequestHandler {
  return (request, response, next) => {
    const asked = askedLanguage(Query.parse(request.query).ui_locales);
    const stored = firstKnown([cookieOf(request, cookie) ?? '']);
    chosen.set(request, createLocale(asked ?? stored ?? preferred(request)));
    if (asked && asked !== stored)
      setCookie(response, { name: cookie, value: asked, path: '/auth', secure, seconds: 31_536_000 });
    next();
  };
}

/** The language of the pages that answer this request. */
export const localeOf = (request: IncomingMessage): Locale => chosen.get(request) ?? createLocale('en');

/** An interaction keeps the language it began in: two tabs may differ. */
export function continueIn(request: IncomingMessage, uiLocales: string | undefined): void {
  const language = askedLanguage(uiLocales);
  if (language) chosen.set(request, createLocale(language));
}

/** @param uiLocales language tags separated by spaces */
const askedLanguage = (uiLocales: string | undefined): Language | undefined =>
  uiLocales === undefined ? undefined : firstKnown(uiLocales.split(' '));

function preferred(request: Request): Language {
  const best = request.acceptsLanguages([...languages]);
  return languages.find((language) => language === best) ?? 'en';
}
