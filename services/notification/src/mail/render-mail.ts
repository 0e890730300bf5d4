/** Renders a mail as HTML and as text. What it says is escaped in HTML by the template engine. */
import { readFileSync } from 'node:fs';
import type { MailLanguage } from '@mambogo/contracts/enumerations.ts';
import { Eta } from 'eta';
import type { MailContent } from './mail-content.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const eta = new Eta({ autoEscape: true });
const layout = (name: string) =>
  eta.compile(readFileSync(new URL(`layout.${name}.eta`, import.meta.url), 'utf8')).bind(eta);
const html = layout('html');
const text = layout('txt');

export function renderMail(content: MailContent, language: MailLanguage): RenderedMail {
  const given = { content, language };
  return { subject: content.subject, html: html(given), text: text(given).replaceAll(/\n{3,}/g, '\n\n') };
}
