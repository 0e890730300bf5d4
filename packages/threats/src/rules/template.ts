/** Expressions that a template engine or a logger would evaluate. A placeholder alone (`{{name}}`, `${name}`) is plain text. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: examples of what attackers write

import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const everywhere: readonly FieldKind[] = ['query', 'body', 'path', 'name', 'header', 'shaped', 'host'];

const template = (
  id: string,
  score: number,
  finds: string,
  find: RegExp,
  hits: readonly string[],
  misses: readonly string[],
  kinds?: readonly FieldKind[],
): TextRule => ({
  id: `template.${id}`,
  class: 'template',
  score,
  finds,
  pattern: { decoding: 'plain', find },
  hits,
  misses,
  ...(kinds ? { kinds } : {}),
});

export const templateRules: readonly TextRule[] = [
  template(
    'lookup',
    100,
    'a logger look-up (Log4Shell)',
    /\$\{ ?jndi ?:|jndi ?: ?(?:ldaps?|rmi|dns|iiop|nis|corba|https?) ?:/,
    ['${jndi:ldap://x/a}', 'jndi:dns://x'],
    ['${name}', 'a jnd'],
    everywhere,
  ),
  template(
    'nested-lookup',
    90,
    'a nested look-up',
    /\$\{[^}]{0,60}\$\{|\$\{(?:[\w.]{0,20}:){1,3}-[^}]{0,20}\}|\$\{ ?(?:lower|upper|env|sys|java|date|ctx|main|bundle|map|web|docker|k8s|spring|log4j|base64|marker|event|sd) ?:/,
    ['${${::-j}ndi:x}', '${${lower:j}ndi', '${env:AWS_SECRET}', '${::-j}'],
    ['${user}', '${a} and ${b}'],
    everywhere,
  ),
  template(
    'double-braces',
    85,
    'a calculation, call or property access in double braces',
    /(?<!\{)\{{2,3}[-#~ ]{0,3}(?:(?:[^{}]|\{(?!\{)){0,80}?(?:\d ?[*+%/-] ?['"]?\d|\)|\[|\||\.(?:\w{1,40}(?:[.([ }]))|__|@|\$)|(?:config|self|request|settings|debug|constructor|this|dump|range|cycler|joiner|lipsum|namespace|g|app|_self|url_for|session|url|include|with|lookup)\b[^a-z]{1})/,
    [
      '{{7*7}}',
      '{{config.items()}}',
      '{{self.__init__}}',
      "{{''.constructor}}",
      '{{#with "s" as |x|}}',
      "{{x|filter('y')}}",
    ],
    ['{{name}}', '{{ first name }}'],
  ),
  template(
    'expression',
    85,
    'a calculation or call in ${}, #{}, *{}, @{} or %{}',
    /[$#*@%~]\{{1,3}[^{}]{0,100}?(?:\d ?[*+%/-] ?['"]?\d|[\w'"\]] ?\(|\bt\(|\bnew |\bclass\b|@\w{1,20}@|#\w{1,20}[.=]|\.(?:constructor|class|getclass)|<%|\[['"\d])/,
    ['${7*7}', '#{7*7}', '*{T(java.lang.Runtime)}', '%{(#x=1)}', '${{7*7}}', "#{''.getClass()}", '@{1+1}'],
    ['${name}', '#{title}', '100%{ly}', '${price} (EUR)'],
  ),
  template(
    'ognl',
    95,
    'Struts expressions',
    /%\{ ?[(#]|#_memberaccess|#context\b|@ognl\.|#(?:dm|cmd|iswin|req|res|a|p|ros) ?=|redirect(?:action)?:[$%#]\{|\(#\w{1,20} ?=/,
    ['%{(#dm=@ognl.OgnlContext)}', "#cmd='id'", 'redirect:${1}'],
    ['#a', 'hash #cmd'],
    everywhere,
  ),
  template(
    'tags',
    75,
    'template language tags',
    /\{% ?-?(?:for|if|set|import|include|extends|block|macro|debug|raw|load|call|from|with|print|cache)\b|<#(?:assign|list|if|include|import|macro|function|-)|#set ?\( ?\$|\{php\}|\{(?:literal|system|include|fetch|if|math)\b[ (][^}]{1,80}\}|\[\[ ?\$\{|\{\{=|#(?:foreach|evaluate|include|parse) ?\( ?["'$]|\$\{\{|@\([^)]{0,40}\d ?[*+] ?\d|@\{ ?(?:var|int|string)|<@|\[#(?:assign|-)|\$\$\{|\{\{\{|<th:|th:\w{1,20} ?=|__\$\{/,
    [
      '{% import os %}',
      '<#assign ex="x"?new()>',
      '#set($x=1)',
      '{php}echo 1;{/php}',
      '@(7*7)',
      '[[${7}]]',
      '__${x}__::.y',
    ],
    ['{5%}', '<# note'],
  ),
  template(
    'inner-names',
    85,
    'names that lead to interpreter internals',
    /__(?:class|mro|subclasses|globals|builtins|init|base|bases|dict|getattribute|getitem|code|loader|self|module|import|reduce|defineGetter|definegetter|lookupgetter|definesetter|name|doc|call)__|\battr\( ?['"]_|freemarker\.template|_self\.env|\|attr ?\(|['"]\.(?:mro|class|constructor)\b|\.constructor ?(?:\.|\(|\[) ?(?:constructor|['"])|\blipsum\b|get_flashed_messages|\bregisterundefinedfiltercallback|\|(?:map|filter|reduce|sort)\( ?['"]\w|\bself\.(?:method|name|template)|\b\$eval\b|\$on\.constructor|\bnew\(\)\(/,
    [
      "''.__class__.__mro__",
      "constructor.constructor('x')()",
      '|attr("x")',
      'freemarker.template.utility.Execute',
      "['id']|filter('system')",
    ],
    ['class', '_class_', 'the constructor (of bridges)'],
  ),
  template(
    'printed-operation',
    60,
    'an arithmetic probe',
    /[{<%$#@]{1,3} ?=? ?\d{1,9} ?\* ?['"]?\d{1,9}['"]? ?[}>%]{1,3}/,
    ['{7*7}', '<%7*7%>'],
    ['box 7*7 cm', '3 * 4'],
  ),
];
