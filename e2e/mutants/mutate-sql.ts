/**
 * Mutants of the SQL in string and template literals: a lock, a conflict clause, an order or one condition of a `where` is
 * removed. Pure; a statement is parsed as text, by its keywords and parentheses, in any dialect.
 */

export interface SqlMutant {
  readonly operator: 'lock' | 'conflict' | 'condition' | 'order';
  /** Offset in the text, from 0. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const statement = /^\s*(select|insert|update|delete|with)\b/i;

export const isSql = (text: string): boolean => statement.test(text) && /\s/.test(text.trim());

export const mutateSql = (sql: string): SqlMutant[] => [
  ...gone(sql, 'lock', /\bfor update( of \w+)?( skip locked)?/gi),
  ...gone(sql, 'lock', / skip locked/gi),
  ...gone(sql, 'conflict', /\bon conflict( \([^)]*\))? do nothing/gi),
  ...conflictUpdates(sql),
  ...orders(sql),
  ...conditions(sql),
];

const gone = (sql: string, operator: SqlMutant['operator'], what: RegExp): SqlMutant[] =>
  [...sql.matchAll(what)].map(({ index, 0: found }) => ({
    operator,
    start: index,
    end: index + found.length,
    replacement: '',
  }));

/** An update becomes no change. */
const conflictUpdates = (sql: string): SqlMutant[] =>
  [...sql.matchAll(/\bdo update set\b/gi)].map(({ index }) => ({
    operator: 'conflict',
    start: index,
    end: endOfClause(sql, index, /\b(returning)\b/i),
    replacement: 'do nothing ',
  }));

const orders = (sql: string): SqlMutant[] =>
  [...sql.matchAll(/\border by\b/gi)].map(({ index }) => ({
    operator: 'order',
    start: index,
    end: endOfClause(sql, index, /\b(limit|for update|returning|on conflict)\b/i),
    replacement: ' ',
  }));

/** Each condition joined by an `and`, of every `where`. */
const conditions = (sql: string): SqlMutant[] =>
  [...sql.matchAll(/\bwhere\b/gi)].flatMap(({ index }) => {
    const start = index + 'where'.length;
    const end = endOfClause(sql, start, /\b(order by|limit|returning|on conflict|for update|group by|union)\b/i);
    return parts(sql, start, end).map(([from, to]) => ({
      operator: 'condition' as const,
      start: from,
      end: to,
      replacement: ' true ',
    }));
  });

/** The end of a clause: a keyword of its own depth, a parenthesis or quote that closes the surrounding one, or the end. */
function endOfClause(sql: string, start: number, keywords: RegExp): number {
  let depth = 0;
  for (let i = start; i < sql.length; i += 1) {
    if (sql[i] === '(') depth += 1;
    if (sql[i] === ')') depth -= 1;
    if (depth < 0) return i;
    if (depth === 0 && i > start && /\s/.test(sql[i - 1] ?? '') && sql.slice(i).search(keywords) === 0) return i;
  }
  return sql.length;
}

function parts(sql: string, start: number, end: number): [number, number][] {
  const found: [number, number][] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < end; i += 1) {
    if (sql[i] === '(') depth += 1;
    if (sql[i] === ')') depth -= 1;
    if (depth === 0 && /^\sand\s/i.test(sql.slice(i, i + 5))) {
      found.push([from, i]);
      from = i + 5;
    }
  }
  return [...found, [from, end]];
}
