/**
 * Extracts the fields of a request: path, query, headers, cookies, form fields, JSON strings and the names of all. Lazily, one
 * after another, so that nothing is decoded that is not inspected.
 */

import { type InspectionBudget, inspectionLimits } from '../inspection-budget.ts';
import { decodePercent } from './decode.ts';
import type { FieldKind, InspectedField } from './inspected-field.ts';
import type { RequestParts } from './request-parts.ts';
import { type JsonShape, scanJson } from './scan-json.ts';

export type Part =
  | { readonly is: 'text'; readonly field: InspectedField }
  /** Of a JSON body, or of a parameter that contains JSON. */
  | { readonly is: 'shape'; readonly location: string; readonly shape: JsonShape };

/** Secrets are compared and never displayed: they may contain any characters. */
const secretNames = /pass(?:word|wd|phrase|code)?$/i;
/** Never inspected: credentials have their own verifier. */
const credentials = new Set(['authorization', 'proxy-authorization', 'dpop']);
/** Headers with a grammar of their own. */
const structuredHeaders =
  /^(?:accept(?:-.+)?|sec-.+|if-.+|content-.+|cache-control|connection|keep-alive|transfer-encoding|te|trailer|upgrade.*|range|priority|pragma|dnt|date|etag|via|forwarded|origin|traceparent|tracestate|baggage|idempotency-key|last-event-id|.+-signature|access-control-.+)$/;

export function* extractFields(
  { path, query, headers, body, fields }: RequestParts,
  budget: InspectionBudget,
): Generator<Part> {
  yield* text('path', 'path', path);
  yield* pairs('query', 'query', query, budget);
  for (const [name, value] of Object.entries(headers)) {
    if (credentials.has(name)) continue;
    yield* header(name, typeof value === 'string' ? value : (value ?? []).join(', '), budget);
  }
  if (!body || body.text === '') return;
  const type = body.type.toLowerCase();
  if (/^application\/(?:csp-report|reports\+json)/.test(type)) yield* scan('body', body.text, budget);
  else if (/^[^;]{0,80}json/.test(type)) yield* json('body', 'body', body.text, budget, fields);
  else if (type.startsWith('application/x-www-form-urlencoded')) yield* pairs('body', 'body', body.text, budget);
  else yield* text('body', 'body', body.text, true);
}

function* text(kind: FieldKind, location: string, found: string, multiLine = false): Generator<Part> {
  if (found !== '') yield { is: 'text', field: { kind, location, text: found, ...(multiLine ? { multiLine } : {}) } };
}

function* scan(location: string, source: string, budget: InspectionBudget): Generator<Part, JsonShape | undefined> {
  if (!budget.takeSteps(source.length * stepsPerScannedCharacter)) return undefined;
  const shape = scanJson(source);
  yield { is: 'shape', location, shape };
  if (shape.tooMany) budget.exceed('values');
  return shape;
}

function* json(
  kind: 'query' | 'body',
  location: string,
  source: string,
  budget: InspectionBudget,
  fields?: RequestParts['fields'],
): Generator<Part> {
  const shape = yield* scan(location, source, budget);
  for (const { path: name, text: string, isKey } of shape?.strings ?? []) {
    const at = `${location}${name ? `.${loggableName(name)}` : ''}`;
    const multiLine = fields?.multiLine === 'all' || fields?.multiLine.includes(name);
    if (isKey) yield* text('name', at, string);
    else if (fields?.unscored.includes(name)) yield* multiLine ? [] : text('staff', at, string);
    else if (!secretNames.test(name)) yield* text(kind, at, string, multiLine);
  }
}

type PairSource = 'query' | 'body' | 'header';

function* pairs(kind: PairSource, location: string, source: string, budget: InspectionBudget): Generator<Part> {
  if (source === '' || !budget.takeSteps(source.length * stepsPerFormCharacter)) return;
  for (const pair of split(source, '&', budget)) {
    const [rawName = '', rawValue = ''] = splitOnce(pair, '=');
    const name = decodeFormValue(rawName);
    yield* text('name', location, name);
    if (secretNames.test(name)) continue;
    const value = decodeFormValue(rawValue);
    const at = `${location}.${loggableName(name)}`;
    if (kind !== 'header' && /^\s*[{[]/.test(value)) yield* json(kind, at, value, budget);
    yield* text(kind, at, value);
  }
}

function* header(name: string, value: string, budget: InspectionBudget): Generator<Part> {
  if (name === 'cookie') {
    for (const pair of split(value, ';', budget)) {
      const [cookie = '', inside = ''] = splitOnce(pair.trim(), '=');
      yield* text('header', `cookie.${loggableName(cookie)}`, inside.replaceAll(/^"|"$/g, ''));
    }
  } else if (name === 'referer') {
    const [before = '', after = ''] = splitOnce(value, '?');
    yield* text('header', 'header.referer', before);
    yield* pairs('header', 'header.referer', after, budget);
  } else {
    const kind = name === 'host' ? 'host' : structuredHeaders.test(name) ? 'shaped' : 'header';
    yield* text(kind, `header.${loggableName(name)}`, value);
  }
}

/** Steps per character in the worst case. */
const stepsPerScannedCharacter = 6;
const stepsPerFormCharacter = 8;

function split(source: string, at: string, budget: InspectionBudget): string[] {
  const parts = source.split(at, inspectionLimits.values + 1);
  if (parts.length > inspectionLimits.values) budget.exceed('values');
  return parts;
}

/** A name in a form that is safe to log. */
const loggableName = (name: string) => (/^[\w.-]{1,80}$/.test(name) ? name : '?');

const decodeFormValue = (encoded: string) => decodePercent(encoded.replaceAll('+', ' '));

function splitOnce(whole: string, at: string): [string, string] {
  const index = whole.indexOf(at);
  return index < 0 ? [whole, ''] : [whole.slice(0, index), whole.slice(index + at.length)];
}
