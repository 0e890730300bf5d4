/** A software bill of materials (CycloneDX 1.6, JSON) from lists of packages, validated against the standard's schema. */
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

export interface Component {
  /** Ecosystem of the package URLs. */
  readonly ecosystem: 'npm' | 'deb' | 'golang' | 'generic';
  readonly namespace?: string;
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression, if the package declares one. */
  readonly license?: string;
  /** Hexadecimal. */
  readonly sha512?: string;
  readonly qualifiers?: Readonly<Record<string, string>>;
}

export interface Subject {
  readonly name: string;
  readonly version: string;
  readonly kind: 'application' | 'container';
}

/** @throws Error the result is not valid */
export async function createBom(subject: Subject, components: readonly Component[]): Promise<string> {
  const bom = new Models.Bom();
  const type = subject.kind === 'container' ? Enums.ComponentType.Container : Enums.ComponentType.Application;
  bom.metadata.component = new Models.Component(type, subject.name, { version: subject.version, bomRef: 'whole' });
  bom.metadata.timestamp = new Date();
  for (const part of new Map(components.map((one) => [purlOf(one), one])).values())
    bom.components.add(toBomComponent(part));
  const spec = Spec.Spec1dot6;
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec));
  const text = serializer.serialize(bom, { sortLists: true, space: 2 });
  await requireValidBom(text);
  return text;
}

/** @throws Error it is not valid CycloneDX 1.6 */
export async function requireValidBom(text: string): Promise<void> {
  const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  if (faults !== null) throw new Error(`not valid CycloneDX 1.6: ${JSON.stringify(faults).slice(0, 1_000)}`);
}

function toBomComponent(part: Component): Models.Component {
  const { namespace, name, version, license, sha512 } = part;
  const made = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    purl: purlOf(part),
    bomRef: purlOf(part),
    ...(namespace ? { group: namespace } : {}),
  });
  if (license) made.licenses.add(new Models.NamedLicense(license));
  if (sha512) made.hashes.set(Enums.HashAlgorithm['SHA-512'], sha512);
  return made;
}

const purlOf = ({ ecosystem, namespace, name, version, qualifiers }: Component): string =>
  new PackageURL(ecosystem, namespace, name, version, qualifiers, undefined).toString();
