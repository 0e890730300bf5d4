/**
 * How an address of a country is written: which fields it has, in which order, which it cannot do without, what they are called, and
 * what its postal codes and regions are. The data is Google's address metadata, see docs/decisions/0053. Pure.
 */
import type { AddressField } from './address-fields.ts';
import data from './address-formats.json' with { type: 'json' };

/** What a country calls a field; pages have a word for each. */
export type RegionKind = (typeof regionKinds)[number];
export type CityKind = (typeof cityKinds)[number];
export type DistrictKind = (typeof districtKinds)[number];
export type PostalCodeKind = (typeof postalCodeKinds)[number];

export const regionKinds = [
  ...(['province', 'state', 'area', 'county', 'department', 'district', 'do_si', 'emirate', 'island'] as const),
  ...(['oblast', 'parish', 'prefecture'] as const),
] as const;
export const cityKinds = ['city', 'district', 'post_town', 'suburb'] as const;
export const districtKinds = ['suburb', 'district', 'neighborhood', 'townland', 'village_township'] as const;
export const postalCodeKinds = ['postal', 'eircode', 'pin', 'zip'] as const;

export interface Region {
  /** As it is stored and written: `CA`, `東京都`. */
  readonly key: string;
  readonly name: string;
  /** In Latin letters, where `name` is not. */
  readonly latin?: string;
}

export interface AddressFormat {
  /** Lines as they are written: fields and what stands between them. */
  readonly lines: readonly Line[];
  /** The same in Latin letters, where the country has another script. */
  readonly latinLines: readonly Line[];
  readonly required: ReadonlySet<AddressField>;
  /** Fields that the post wants in capitals. */
  readonly capitals: ReadonlySet<AddressField>;
  readonly postalCode?: PostalCodeFormat;
  /** Empty: any text is a region. */
  readonly regions: readonly Region[];
  readonly kinds: {
    readonly region: RegionKind;
    readonly city: CityKind;
    readonly district: DistrictKind;
    readonly postalCode: PostalCodeKind;
  };
}

export interface PostalCodeFormat {
  readonly pattern: RegExp;
  readonly example: string;
  /** What people may put before it: `CH` in `CH-3011`. */
  readonly prefix: string;
}

export type Line = readonly (AddressField | { readonly text: string })[];

/** A country that the data does not have is written as most are. */
export function addressFormat(country: string): AddressFormat {
  const known = formats.get(country);
  if (known) return known;
  const made = toFormat(country, entries[country] ?? {});
  formats.set(country, made);
  return made;
}

const formats = new Map<string, AddressFormat>();

/** As docs/generators/address-formats.ts writes them: the letters of the metadata, without what is the same everywhere. */
interface Entry {
  readonly fmt?: string;
  readonly lfmt?: string;
  readonly require?: string;
  readonly upper?: string;
  readonly zip?: string;
  readonly zipex?: string;
  readonly prefix?: string;
  readonly kinds?: readonly (string | null)[];
  readonly regions?: readonly (readonly string[])[];
}
const entries: Readonly<Record<string, Entry>> = data;

/** What a country does not say is as in the metadata's own entry ZZ. */
const usual = { fmt: '%N%n%O%n%A%n%C', require: 'AC', upper: 'C' } as const;

const letters: Readonly<Record<string, readonly AddressField[]>> = {
  N: ['name'],
  A: ['line1'],
  D: ['district'],
  C: ['city'],
  S: ['region'],
  Z: ['postalCode'],
};

function toFormat(country: string, { fmt = usual.fmt, lfmt = fmt, ...entry }: Entry): AddressFormat {
  const { require = usual.require, upper = usual.upper, prefix = country } = entry;
  const lines = linesOf(fmt);
  const used = new Set(lines.flat());
  const [region, city, district, postalCode] = entry.kinds ?? [];
  return {
    lines,
    latinLines: linesOf(lfmt),
    required: new Set<AddressField>(['name', ...fieldsOf(require).filter((field) => used.has(field))]),
    capitals: new Set(fieldsOf(upper)),
    postalCode:
      entry.zip && used.has('postalCode')
        ? { pattern: new RegExp(`^(?:${entry.zip})$`, 'i'), example: entry.zipex ?? '', prefix }
        : undefined,
    regions: (entry.regions ?? []).map(([key = '', name = key, latin]) => ({ key, name, latin })),
    kinds: {
      region: oneOf(regionKinds, region),
      city: oneOf(cityKinds, city),
      district: oneOf(districtKinds, district),
      postalCode: oneOf(postalCodeKinds, postalCode),
    },
  };
}

const fieldsOf = (text: string): AddressField[] => [...text].flatMap((letter) => letters[letter] ?? []);

/** Default: the first. */
const oneOf = <T extends string>(kinds: readonly [T, ...T[]], given: string | null | undefined): T =>
  kinds.find((kind) => kind === given) ?? kinds[0];

/** `%N%n%O%n%A%n%Z %C`. Organisations and sorting codes are no fields of ours: their lines are dropped. */
function linesOf(fmt: string): readonly Line[] {
  return fmt
    .split('%n')
    .map((line) =>
      line
        .split(/(%[A-Z])/)
        .flatMap(
          (part): Line => (part.startsWith('%') ? (letters[part.slice(1)] ?? []) : part ? [{ text: part }] : []),
        ),
    )
    .filter((line) => line.some((part) => typeof part === 'string'))
    .flatMap(withSecondLine);
}

/** The second line of the street is a line of its own, with what follows the street in the format. */
function withSecondLine(line: Line): readonly Line[] {
  const at = line.indexOf('line1');
  return at < 0 ? [line] : [line.slice(0, at + 1), ['line2', ...line.slice(at + 1)]];
}
