/** Code for an interpreter (PHP, Node, Python, Java, a web server's own), and serialized objects that run code when read. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: examples of what attackers write
import type { TextRule } from '../rule.ts';

const code = (
  id: string,
  score: number,
  finds: string,
  find: RegExp,
  hits: readonly string[],
  misses: readonly string[],
  decoding: 'plain' | 'shell' | 'decoded' = 'shell',
): TextRule => ({ id: `command.${id}`, class: 'command', score, finds, pattern: { decoding, find }, hits, misses });

export const codeRules: readonly TextRule[] = [
  code(
    'code-call',
    80,
    'calls of dangerous interpreter functions',
    /(?:^|[^\w.])(?:system|passthru|shell_exec|proc_open|popen|pcntl_exec|phpinfo|phpversion|call_user_func(?:_array)?|create_function|file_(?:get|put)_contents|show_source|highlight_file|base64_decode|gzinflate|str_rot13|preg_replace|assert|readfile|fsockopen|move_uploaded_file|var_dump|print_r|error_log|getenv|putenv|include(?:_once)?|require(?:_once)?|eval|exec|die|unserialize|chr)(?: ?\( ?(?:['"`$\\]|chr|base64|\)|\d{2,3}\)\.|[a-z_]{3,30}\())/,
    ["system('id')", 'phpinfo()', 'eval($_GET[x])', 'passthru("ls")', "file_get_contents('/x')", 'assert($x)'],
    ['the system (new)', 'we assert (again) that', 'include (2) mugs'],
    'plain',
  ),
  code(
    'php',
    85,
    'PHP tags and superglobals',
    /<\?(?:php\b|=)|\$_(?:get|post|request|server|cookie|session|files|env)\b|\$\{(?:@?print|phpinfo|@?eval|system)|\$globals\b|\bauto_prepend_file\b|\ballow_url_include\b|php_value|\?-?[ds] (?:allow|auto)_/,
    ['<?php x ?>', '<?= 1', '$_GET[0]', '${@print(md5(1))}'],
    ['<? what', 'PHP: the book'],
  ),
  code(
    'node',
    85,
    'Node system calls',
    /\bchild_process\b|\bprocess ?\. ?(?:binding|mainmodule|exit|env|kill|dlopen|cwd|version)\b|\brequire ?\( ?['"`](?:fs|os|net|http|vm|path|child|util|repl|node:)|global\.process|\bexecsync\b|\bspawnsync\b|_\$\$nd_func\$\$_|this\.constructor\.constructor|\bmodule\.exports\b|fs\.(?:read|write)\w{0,20}\(|new function ?\( ?['"`]/,
    ["require('child_process').exec('id')", 'process.mainModule.require', '_$$ND_FUNC$$_function'],
    ['process: environment', 'require (many)'],
  ),
  code(
    'python',
    80,
    'Python system calls',
    /__import__ ?\(|\bos ?\. ?(?:system|popen|exec\w{0,3}|getenv|environ|listdir|remove)\b ?[([]?|\bsubprocess ?\. ?(?:popen|call|run|check_output|getoutput)|\bimport (?:os|sys|subprocess|socket|pty)\b ?[;,.]|\bpty\.spawn|\bopen\( ?['"]\/|\bexec\( ?['"]import/,
    ["__import__('os').system('id')", 'os.popen("x")', 'import os;'],
    ['import of oak', 'os, the bones'],
  ),
  code(
    'java',
    85,
    'Java system calls',
    /\bjava\.(?:lang|io|net|util|nio|sql)\.|\bjavax?\.(?:script|naming|management|crypto|el)\.|\bruntime ?[.(] ?(?:getruntime|exec)|getruntime ?\(|processbuilder|class\.module\.classloader|classloader\b.{0,40}(?:resources|pipeline)|\borg\.(?:apache|springframework|codehaus)\.\w|\bcom\.(?:sun|opensymphony|thoughtworks)\.\w|\bgetclass\(\)|\bforname\( ?['"]|scriptenginemanager|objectinputstream|@java\b|\bognl\b|_memberaccess|xwork\./,
    [
      'java.lang.Runtime.getRuntime().exec("x")',
      'class.module.classLoader.resources',
      'T(java.lang.System)',
      "''.getClass().forName('x')",
    ],
    ['Java: the island', 'a coffee from Java.', 'runtime 90 minutes'],
  ),
  code(
    'serialised',
    85,
    'a serialized object that runs code when read',
    /^rO0AB[\w+/]{6}|^aced0005|(?:^|[;{":])[OC]:\d{1,4}:"[\w\\]{1,80}":\d{1,4}:\{|^(?:gAS[VX]|gAN[jq])|AAEAAAD\/\/\/\/|!!(?:python|ruby|java)\/?|!!javax?\.|\bc(?:os|posix|__builtin__|subprocess)\n|---[\s\S]{0,20}!(?:ruby|python)/,
    ['rO0ABXNyABFqYXZh', 'O:8:"stdClass":1:{x}', '!!python/object:x', 'AAEAAAD/////'],
    ['O: 8 mugs', 'rO0', 'wow!! python'],
    'decoded',
  ),
  code(
    'directive',
    80,
    'server-side includes (SSI, ESI)',
    /<!--#(?:exec|include|echo|printenv|config|set|fsize|flastmod)|<esi:(?:include|inline|vars|debug|remove)|<%[@=!#-]?|<c:import|<jsp:|<cf(?:execute|file|include)/,
    ['<!--#exec cmd="ls"-->', '<esi:include src=x', '<%= 7*7 %>', '<%@ page'],
    ['<!-- note -->', '5 < 6 %'],
    'plain',
  ),
];
