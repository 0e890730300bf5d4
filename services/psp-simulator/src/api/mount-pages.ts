/**
 * Mounts what browsers reach: the card form with its files, tokens and the approval page. All of it is below the path of the
 * simulator's public URL, so that an ingress forwards that path only and not the merchants' API.
 */
import { fileURLToPath } from 'node:url';
import express, { type Express, Router } from 'express';
import type { Context } from '../context.ts';
import { mountActionPage } from './action-page.ts';
import { mountCardForm } from './card-form.ts';
import { mountCreateToken } from './create-token.ts';

const assets = fileURLToPath(new URL('../pages/', import.meta.url));

export function mountPages(app: Express, context: Context): void {
  const pages = Router();
  pages.use('/assets', express.static(assets, { index: false, redirect: false, cacheControl: false }));
  mountCardForm(pages, context);
  mountCreateToken(pages, context);
  mountActionPage(pages, context);
  app.use(new URL(context.publicUrl).pathname, pages);
}
