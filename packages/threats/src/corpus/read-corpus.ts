/**
 * The corpus: attacks and benign shop traffic as requests. The texts are in attacks/*.txt and honest/*.txt, one per line (`\n` is
 * a line end in benign ones), in groups that begin with `# what | source | carrier`. A third of all lines, picked by their hash,
 * is held out: rules are written against the rest only.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { RequestParts } from '../decoding/request-parts.ts';
import { carriers, isCarrier } from './carriers.ts';

export interface Sample {
  readonly attack: boolean;
  /** e.g. `sql: past a log-in`; its first word is the class of an attack. */
  readonly group: string;
  readonly line: string;
  readonly heldOut: boolean;
  readonly request: RequestParts;
}

export function readCorpus(): Sample[] {
  return [...readFolder('attacks', true), ...readFolder('honest', false), ...catalogueSamples()];
}

function readFolder(folder: string, attack: boolean): Sample[] {
  const files = readdirSync(join(import.meta.dirname, folder)).sort();
  return files.flatMap((file) => {
    const samples: Sample[] = [];
    let group = '';
    let ways: string[] = [];
    for (const line of readFileSync(join(import.meta.dirname, folder, file), 'utf8').split('\n')) {
      if (line === '') continue;
      const head = /^# (?<what>[^|]+) \| [^|]+ \| (?<how>[a-z ]+)$/.exec(line)?.groups;
      if (head) {
        group = head.what ?? '';
        ways = head.how?.split(' ') ?? [];
        continue;
      }
      samples.push(sample(attack, group, line, ways[samples.length % ways.length] ?? ''));
    }
    return samples;
  });
}

/** What the demo shop sells, as searches and as product data. */
function catalogueSamples(): Sample[] {
  return demoCatalogue.products.flatMap(({ name, description, brand }) => [
    sample(false, 'catalogue: names searched', name, 'search'),
    sample(false, 'catalogue: brands searched', brand, 'search'),
    sample(false, 'catalogue: descriptions', description, 'description'),
  ]);
}

function sample(attack: boolean, group: string, line: string, carrier: string): Sample {
  if (!isCarrier(carrier)) throw new Error(`${group}: unknown carrier ${carrier}`);
  const text = attack ? line : line.replaceAll('\\n', '\n');
  return { attack, group, line, heldOut: isHeldOut(line), request: carriers[carrier](text) };
}

const isHeldOut = (line: string): boolean => (createHash('sha256').update(line).digest()[0] ?? 0) % 3 === 0;
