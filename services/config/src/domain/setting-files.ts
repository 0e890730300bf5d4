/**
 * Reads the files of one commit: which file is for which service and profile, and whether its content is valid by the services'
 * schemas. Pure.
 */
import {
  CommonSettings,
  type ConfigurableService,
  isConfigurable,
  runtimeSettings,
} from '@mambogo/contracts/runtime-settings.ts';
import { type Document, isMap, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Name -> text of the files in the repository's top folder. */
export type FileTexts = ReadonlyMap<string, string>;

export interface SettingFile {
  readonly name: string;
  /** undefined: for all services. */
  readonly service?: ConfigurableService;
  /** undefined: for all profiles. */
  readonly profile?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Why a commit is refused. */
export interface Violation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

export interface ReadResult {
  readonly files: readonly SettingFile[];
  readonly violations: readonly Violation[];
}

/** Longer files are refused: all settings of a service fit a hundred lines. */
export const maxFileLength = 65_536;

export function readSettingFiles(texts: FileTexts): ReadResult {
  const files: SettingFile[] = [];
  const violations: Violation[] = [];
  for (const [name, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const read = readFile(name, text);
    if (Array.isArray(read)) violations.push(...read);
    else if (read) files.push(read);
  }
  return { files, violations };
}

/** undefined: the file contains no settings, such as a README. */
function readFile(name: string, text: string): SettingFile | Violation[] | undefined {
  const refuse = (reason: string, line = 1): Violation[] => [{ file: name, line, reason }];
  if (/\.(?:yaml|properties)$/.test(name)) return refuse('settings are read from files that end with .yml');
  if (!name.endsWith('.yml')) return undefined;
  const target = targetOf(name.slice(0, -'.yml'.length));
  if (!target)
    return refuse(`no service has this name; use application.yml or one of ${Object.keys(runtimeSettings).join(', ')}`);
  if (text.length > maxFileLength) return refuse(`the file is longer than ${maxFileLength} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const broken = document.errors.flatMap(({ message, pos }) => refuse(message, lines.linePos(pos[0]).line));
  if (broken.length > 0) return broken;
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 20 }) ?? {};
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const schema = target.service ? runtimeSettings[target.service] : CommonSettings;
  const parsed = schema.safeParse(content);
  if (parsed.success) return { name, ...target, values: parsed.data };
  return parsed.error.issues.flatMap((issue) => violationsOf(issue, name, document, lines));
}

/** The service and profile that a file name without extension means: `gateway`, `application-prod`. */
function targetOf(base: string): Pick<SettingFile, 'service' | 'profile'> | undefined {
  const [, first = '', profile] = /^([a-z]+)(?:-([a-z0-9]+))?$/.exec(base) ?? [];
  if (first === 'application') return { profile };
  return isConfigurable(first) ? { service: first, profile } : undefined;
}

function violationsOf(issue: z.core.$ZodIssue, file: string, document: Document, lines: LineCounter): Violation[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { file, line: lineOf(document, path, lines), reason: `${path.join('.')}: there is no such setting` };
    });
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return [{ file, line: lineOf(document, issue.path, lines), reason: `${place}${issue.message}` }];
}

/** The line of the key at a path, or of the deepest parent that exists. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  let line = 1;
  let node: unknown = document.contents;
  for (const key of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => String(item.key) === String(key));
    const offset = (pair?.key as Node | undefined)?.range?.[0];
    if (offset === undefined) break;
    line = lines.linePos(offset).line;
    node = pair?.value;
  }
  return line;
}
