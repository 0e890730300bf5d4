/** JSON structured to break its reader, and names in it that a database would treat as operators. */
import type { JsonShape } from '../decoding/scan-json.ts';
import type { ShapeRule, TextRule } from '../rule.ts';

const shape = (
  id: string,
  score: number,
  finds: string,
  broken: (shape: JsonShape) => boolean,
  hits: readonly string[],
  misses: readonly string[],
): ShapeRule => ({ id: `json.${id}`, class: 'json', score, finds, broken, hits, misses });

const benignBody = '{"items":[{"name":"Mug","tags":["a","b"],"price":{"amount":1200,"currency":"EUR"}}]}';

/** The API's deepest body has four levels, its longest a few dozen values; a payment provider's callback a few hundred. */
export const jsonShapeRules: readonly ShapeRule[] = [
  shape(
    'deep',
    90,
    'nested too deeply',
    ({ depth }) => depth > 20,
    [`${'['.repeat(25)}${']'.repeat(25)}`, '{"a":'.repeat(30)],
    [benignBody],
  ),
  shape('many', 60, 'too many values', ({ values }) => values > 1_000, [`[${'0,'.repeat(6_000)}0]`], [benignBody]),
  shape(
    'duplicate-key',
    60,
    'a duplicate name, which two programs may read differently',
    ({ duplicateKey }) => duplicateKey,
    ['{"role":"USER","role":"ADMIN"}', '{"a":{"b":1,"\\u0062":2}}'],
    [benignBody, '[{"a":1},{"a":2}]'],
  ),
  shape(
    'ancestor',
    95,
    "constructor.prototype: a JavaScript object's prototype",
    ({ strings }) =>
      strings.some(({ path, isKey, text }) => isKey && text === 'prototype' && path.endsWith('constructor.prototype')),
    ['{"constructor":{"prototype":{"x":1}}}'],
    [benignBody, '{"prototype":{"name":"x"}}'],
  ),
  shape(
    'long-number',
    60,
    'a number with too many digits',
    ({ longestNumber }) => longestNumber > 30,
    [`{"quantity":${'9'.repeat(50)}}`, `[1e${'0'.repeat(40)}]`],
    [benignBody, '[3.141592653589793]'],
  ),
  shape('endless', 90, 'so deep that it is not scanned to its end', ({ cut }) => cut, ['['.repeat(100)], [benignBody]),
];

export const jsonNameRules: readonly TextRule[] = [
  {
    id: 'json.operator-name',
    class: 'json',
    score: 85,
    finds: "an operator of a document database as a field's name",
    kinds: ['name'],
    pattern: {
      decoding: 'plain',
      find: /(?:^|[[.])\$(?:n?e|[gl]te?|n?in|not|n?or|and|regex|options|where|exists|type|expr|mod|text|search|all|size|elemmatch|func|function|set|unset|inc|push|pull|ref|id|db|lookup|match|group|accumulator|eq|jsonschema|comment|slice|meta|rand)(?:\]|\.|$)/,
    },
    hits: ['$ne', 'login[$gt]', '$where', 'a.$regex'],
    misses: ['price', '$', 'US$'],
  },
  {
    id: 'json.operator-text',
    class: 'json',
    score: 75,
    finds: 'a document database query as text',
    kinds: ['query', 'body', 'header'],
    pattern: {
      decoding: 'plain',
      find: /\{ ?['"]?\$(?:ne|gte?|lte?|n?in|not|n?or|regex|where|exists|expr|eq)['"]? ?:|['"] ?(?:\|\||&&) ?['"]?\w{1,20}['"]? ?={2,3} ?['"]?\w|;? ?return ?(?:true|\(?\w{1,20} ?[=!<>]=)|\bthis\.\w{1,30} ?(?:={2,3}|!=|\.match ?\()|db\.\w{1,40}\.(?:find|insert|drop|update|remove|count|aggregate)\w{0,10} ?\(|\bwhile ?\( ?(?:true|1|!0)|\bnew date\(\)/,
    },
    hits: ['{"$ne":1}', "' || '1'=='1", "';return true;var x='", 'this.password.match(/.*/)', 'db.users.drop()'],
    misses: ['this. and that', 'no return; true story', 'a new date (soon)'],
  },
  {
    id: 'json.type-name',
    class: 'json',
    score: 75,
    finds: 'a name by which a deserializer picks the class to create',
    kinds: ['name'],
    pattern: {
      decoding: 'plain',
      find: /^(?:@type|\$type|@class|javaclass|__class__|py\/object|py\/reduce|\$values|!type)$/,
    },
    hits: ['@type', '$type', 'py/object'],
    misses: ['type', 'class'],
  },
];
