/**
 * Scans JSON text once without building values: the strings with their paths, the nesting depth, duplicate keys. Accepts broken
 * JSON (the service rejects it), and stops where the nesting exceeds any legitimate depth.
 */
import { inspectionLimits } from '../inspection-budget.ts';

export interface JsonString {
  /** Names on the path, joined by dots: `shippingAddress.line1`. Array indexes are left out. */
  readonly path: string;
  readonly text: string;
  readonly isKey: boolean;
}

export interface JsonShape {
  readonly strings: readonly JsonString[];
  readonly depth: number;
  /** Objects, arrays and scalars. */
  readonly values: number;
  readonly duplicateKey: boolean;
  /** Length of the longest number. */
  readonly longestNumber: number;
  /** The scan ended early: too deep, */
  readonly cut: boolean;
  /** or too many values and names. */
  readonly tooMany: boolean;
}

const maxDepth = 64;
/** Maximum characters of a path; beyond, names are left out. */
const maxPathLength = 120;

interface Level {
  readonly keys?: Set<string>;
  readonly path: string;
  key: string;
  expectsKey: boolean;
}

/** @param maxEntries values and names after which the scan ends */
export function scanJson(text: string, maxEntries = inspectionLimits.entries): JsonShape {
  const strings: JsonString[] = [];
  const levels: Level[] = [];
  let depth = 0;
  let values = 0;
  let duplicateKey = false;
  let longestNumber = 0;
  let cut = false;
  let tooMany = false;
  let names = 0;
  let tokens = 0;
  const token = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[{}[\],]|-?\d[\d.eE+-]*/g;
  for (const [found] of text.matchAll(token)) {
    tokens += 1;
    const level = levels.at(-1);
    if (found === '{' || found === '[') {
      values += 1;
      const path = level ? joined(level.path, level.key) : '';
      const object = found === '{';
      levels.push({ path, key: '', expectsKey: object, ...(object ? { keys: new Set<string>() } : {}) });
      depth = Math.max(depth, levels.length);
    } else if (found === '}' || found === ']') levels.pop();
    else if (found === ',') {
      if (level?.keys) level.expectsKey = true;
    } else if (found.startsWith('"')) {
      const read = unquote(found);
      const isKey = level?.expectsKey === true;
      if (isKey) {
        duplicateKey ||= level.keys?.has(read) === true;
        level.keys?.add(read);
        level.key = read;
        level.expectsKey = false;
        names += 1;
      } else values += 1;
      strings.push({ path: level ? joined(level.path, level.key) : '', text: read, isKey });
    } else {
      values += 1;
      longestNumber = Math.max(longestNumber, found.length);
    }
    cut = levels.length > maxDepth;
    // Commas and brackets without values, and `true`, which is not a token, take time too.
    tooMany = values + names > maxEntries || tokens > 4 * maxEntries;
    if (cut || tooMany) break;
  }
  return { strings, depth, values, duplicateKey, longestNumber, cut, tooMany };
}

/** Legitimate names are short; long ones would make the paths of deep bodies long. */
const joined = (path: string, key: string) => {
  const name = key.slice(0, 40);
  return path && name && path.length < maxPathLength ? `${path}.${name}` : path || name;
};

function unquote(quoted: string): string {
  try {
    const read: unknown = JSON.parse(quoted);
    if (typeof read === 'string') return read;
  } catch {
    // raw line ends, unknown escapes or no end: taken unchanged
  }
  return quoted.replaceAll(/^"|"$/g, '');
}
