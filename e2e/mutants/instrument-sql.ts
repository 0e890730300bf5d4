/** Mutants of the SQL in a source: each is the whole source with one literal changed. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parse } from '@babel/parser';
import { traverseFast } from '@babel/types';
import { type Mutant, root, type Sources } from './mutant.ts';
import { isSql, mutateSql } from './mutate-sql.ts';

export interface SqlMutantOfSource extends Mutant {
  readonly sources: Sources;
}

/** @param file absolute. */
export function instrumentSql(file: string): SqlMutantOfSource[] {
  const source = readFileSync(file, 'utf8');
  return sqlLiterals(source).flatMap(({ start, end }) => {
    const sql = source.slice(start, end);
    return mutateSql(sql).map(({ operator, start: from, end: to, replacement }) => {
      const at = start + from;
      return {
        id: `${relative(root, file)}:${at}:${to - from}`,
        file: relative(root, file),
        line: source.slice(0, at).split('\n').length,
        operator: `sql ${operator}`,
        original: sql.slice(from, to).replace(/\s+/g, ' ').trim(),
        replacement: replacement.trim() || 'nothing',
        sources: { [file]: source.slice(0, at) + replacement + source.slice(start + to) },
      };
    });
  });
}

interface Literal {
  readonly start: number;
  readonly end: number;
}

/** String and template literals that begin like a statement, without their quotes. */
function sqlLiterals(source: string): Literal[] {
  const found: Literal[] = [];
  traverseFast(parse(source, { sourceType: 'module', plugins: ['typescript'] }), ({ type, start, end }) => {
    if ((type !== 'StringLiteral' && type !== 'TemplateLiteral') || start == null || end == null) return;
    if (isSql(source.slice(start + 1, end - 1))) found.push({ start: start + 1, end: end - 1 });
  });
  return found;
}
