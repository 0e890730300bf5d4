/**
 * The generated documents in the form in which each release keeps them, in `docs/api/released/<version>/`: without texts, as
 * they are only compared. Written by `npm run generate -- --released VERSION` when a version is released.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { storefrontCrd } from '@mambogo/operator/crd/storefront-crd.ts';
import { asyncApi } from '../generators/asyncapi.ts';
import { openApi } from '../generators/openapi.ts';
import { asyncApiChanges, crdChanges, openApiChanges } from './document-changes.ts';
import { isSchema, type Schema, withoutTexts } from './schema.ts';

const documents = [
  { file: 'openapi.json', build: () => openApi(routes), changes: openApiChanges },
  { file: 'asyncapi.json', build: () => asyncApi(events), changes: asyncApiChanges },
  { file: 'storefront-crd.json', build: storefrontCrd, changes: crdChanges },
];

/** The version whose documents must stay compatible. A new major version gets a new one. */
export const baseline = '1.0.0';

const folder = 'docs/api/released';

/** Path from the repository's root -> content, of the documents as they are now. */
export const releasedFiles = (version: string): ReadonlyMap<string, string> =>
  new Map(
    documents.map(({ file, build }) => [
      `${folder}/${version}/${file}`,
      `${JSON.stringify(withoutTexts(plain(build())))}\n`,
    ]),
  );

/** One line per breaking change since `version`. */
export const changesSince = (root: string, version: string): string[] =>
  documents.flatMap(({ file, build, changes }) => {
    const released = parsed(readFileSync(join(root, folder, version, file), 'utf8'));
    return changes(released, plain(build()));
  });

/** As it is read from a file: nothing is undefined, no prototype, no shared objects. */
const plain = (document: unknown): Schema => parsed(JSON.stringify(document));

function parsed(text: string): Schema {
  const document: unknown = JSON.parse(text);
  if (!isSchema(document)) throw new Error('not a document');
  return document;
}
