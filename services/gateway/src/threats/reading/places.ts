/** Takes a request apart into the texts in it: path, query, headers, cookies, form fields, JSON strings and the names of all. */
import type { RequestParts } from '../assess-request.ts';
import type { Place, PlaceKind } from '../rule.ts';
import { decodePercent } from './decode.ts';
import { type JsonShape, scanJson } from './scan-json.ts';

export interface TakenApart {
  readonly places: readonly Place[];
  /** Of a JSON body, and of parameters that hold JSON. */
  readonly shapes: readonly { readonly where: string; readonly shape: JsonShape }[];
}

/** What people keep secret is compared and never shown: every character is welcome in it. */
const secret = /pass(?:word|wd|phrase|code)?$/i;
/** Never looked into: credentials have a verifier of their own. */
const credentials = new Set(['authorization', 'proxy-authorization', 'dpop']);
/** Headers with a grammar of their own. */
const shaped =
  /^(?:accept(?:-.+)?|sec-.+|if-.+|content-.+|cache-control|connection|keep-alive|transfer-encoding|te|trailer|upgrade.*|range|priority|pragma|dnt|date|etag|via|forwarded|origin|traceparent|tracestate|baggage|idempotency-key|last-event-id|.+-signature|access-control-.+)$/;
const pairs = 200;

export function takeApart({ path, query, headers, body }: RequestParts): TakenApart {
  const places: Place[] = [];
  const shapes: { where: string; shape: JsonShape }[] = [];
  const addText = (kind: PlaceKind, where: string, text: string): void => {
    if (text !== '') places.push({ kind, where, text });
  };
  const addShape = (kind: 'query' | 'body', where: string, text: string): void => {
    const shape = scanJson(text);
    shapes.push({ where, shape });
    for (const { path: name, text: string, isKey } of shape.strings) {
      const at = `${where}${name ? `.${plainName(name)}` : ''}`;
      if (isKey) addText('name', at, string);
      else if (!secret.test(name)) addText(kind, at, string);
    }
  };
  const addPairs = (kind: 'query' | 'body' | 'header', where: string, text: string): void => {
    for (const [name, value] of readPairs(text)) {
      addText('name', where, name);
      if (secret.test(name)) continue;
      const at = `${where}.${plainName(name)}`;
      if (kind !== 'header' && /^\s*[{[]/.test(value)) addShape(kind, at, value);
      addText(kind, at, value);
    }
  };

  addText('path', 'path', path);
  addPairs('query', 'query', query);
  for (const [name, value] of Object.entries(headers)) {
    const text = typeof value === 'string' ? value : (value ?? []).join(', ');
    if (credentials.has(name)) continue;
    if (name === 'cookie')
      for (const [cookie, inside] of readCookies(text)) addText('header', `cookie.${plainName(cookie)}`, inside);
    else if (name === 'referer') {
      const [before = '', after = ''] = splitOnce(text, '?');
      addText('header', 'header.referer', before);
      addPairs('header', 'header.referer', after);
    } else
      addText(name === 'host' ? 'host' : shaped.test(name) ? 'shaped' : 'header', `header.${plainName(name)}`, text);
  }
  if (body && body.text !== '') {
    const type = body.type.toLowerCase();
    if (/^application\/(?:csp-report|reports\+json)/.test(type))
      shapes.push({ where: 'body', shape: scanJson(body.text) });
    else if (/^[^;]{0,80}json/.test(type)) addShape('body', 'body', body.text);
    else if (type.startsWith('application/x-www-form-urlencoded')) addPairs('body', 'body', body.text);
    else addText('body', 'body', body.text);
  }
  return { places, shapes };
}

/** A name as it may stand in a log. */
const plainName = (name: string) => (/^[\w.-]{1,80}$/.test(name) ? name : '?');

function* readPairs(text: string): Generator<readonly [string, string]> {
  if (text === '') return;
  for (const pair of text.split('&', pairs)) {
    const [name = '', value = ''] = splitOnce(pair, '=');
    yield [unform(name), unform(value)];
  }
}

function* readCookies(text: string): Generator<readonly [string, string]> {
  for (const pair of text.split(';', pairs)) {
    const [name = '', value = ''] = splitOnce(pair.trim(), '=');
    yield [name, value.replaceAll(/^"|"$/g, '')];
  }
}

const unform = (text: string) => decodePercent(text.replaceAll('+', ' '));

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}
