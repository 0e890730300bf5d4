/** Paths out of a directory, and files that are never requested from a shop. */

import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const traversal = (
  id: string,
  score: number,
  finds: string,
  find: RegExp,
  hits: readonly string[],
  misses: readonly string[],
  decoding: 'plain' | 'url' | 'raw' | 'decoded' = 'url',
  kinds?: readonly FieldKind[],
): TextRule => ({
  id: `traversal.${id}`,
  class: 'traversal',
  score,
  finds,
  pattern: { decoding, find },
  hits,
  misses,
  ...(kinds ? { kinds } : {}),
});

export const traversalRules: readonly TextRule[] = [
  traversal(
    'up-twice',
    95,
    'two parent directories',
    /(?:^|[^\w.])\.\.[;\\/]{1,4}(?:\.{1,2}[;\\/]{1,4}|[\w%-]{1,40}[\\/]\.\.[\\/])/,
    ['../../etc', '..\\..\\boot', '/x/..;/..;/y', '%2e%2e/%2e%2e/', '..%c0%af..%c0%afx'],
    ['1.../2...', 'and so on.../', 'w/o..'],
  ),
  traversal(
    'up-once',
    60,
    'one parent directory',
    /(?:^|[^\w.])\.\.[;\\/]{1,4}(?:[\w.%]|$)/,
    ['../config', '/images/../admin', '..\\x'],
    ['more.. / less', 'wait.../x', 'a../b'],
  ),
  traversal(
    'doubled',
    80,
    'parent directories that survive a filter',
    /\.{3,4}[\\/]{2,4}|\.\.\.\/\.|\.\.[\\/]\.\.|\.{2}(?:%00|\0)|\.\/\.\/\.\/|[\\/]\.[\\/]\.[\\/]\./,
    ['....//....//etc', '..././..././x', './././x', '....\\\\'],
    ['and so on...', 'a/./b', 'x ... / y'],
  ),
  traversal(
    'unix-file',
    80,
    'Unix system files',
    /(?:^|[^\w])\/{0,3}etc[\\/]{1,4}(?:\.[\\/]{1,3})?(?:passwd|shadow|group|hosts|issue|motd|crontab|fstab|sudoers|hostname|resolv|ssh|mysql|my\.cnf|apache\d?|httpd|nginx|init|security|profile|os-release|redhat-release|ftp\w{0,8}|kubernetes|ssl|network|php\d?|logrotate|aliases|services|proftpd|pure-ftpd|vsftpd|sysconfig|timezone|lsb-release|debian_version|cron\w{0,10}|inetd|ld\.so)|[\\/]proc[\\/](?:self|\d{1,7}|version|cmdline|mounts|net|cpuinfo|sched_debug|config)|[\\/]var[\\/](?:log|www|lib|mail|spool|run|adm|cpanel|webmin|apache\d?)[\\/]|[\\/](?:root|home[\\/]\w{1,30})[\\/]\.\w|[\\/]usr[\\/](?:local|share|lib|bin|etc|pkg)[\\/]|[\\/]opt[\\/](?:lampp|xampp)|[\\/]apache2?[\\/](?:logs?|conf)|[\\/]sys[\\/]class|[\\/]dev[\\/](?:fd|tcp|random|zero|stdin)/,
    ['/etc/passwd', '////etc////shadow', '/proc/self/environ', '/var/log/apache2/access.log', '/root/.bash_history'],
    ['mugs, cups etc', 'cups etc/glasses', 'variants/logo'],
  ),
  traversal(
    'windows-file',
    80,
    'Windows system files',
    /(?:[\\/]|^|[a-z]:)(?:windows|winnt)[\\/]{1,4}(?:system|win\.ini|repair|temp|panther|php\.ini|debug|explorer|iis|my\.ini)|(?:^|[\\/=])(?:boot|win|php|my|system|desktop)\.ini(?:\b|$)(?=.{0,8}$)|[\\/]system32[\\/]|[a-z]:[\\/]{1,2}(?:boot|inetpub|xampp|wamp|program files|documents and settings|users[\\/]\w|windows|winnt|apache|mysql|php)\b|%(?:systemroot|windir|comspec|appdata)%|[\\/]inetpub[\\/]|ntuser\.dat|[\\/]unattend\.xml/,
    ['c:\\windows\\win.ini', '../boot.ini', 'C:/inetpub/wwwroot', '/windows/system32/cmd', '%systemroot%'],
    ['windows/doors', 'a mini boot', 'C: 5 mugs'],
  ),
  traversal(
    'secret-file',
    75,
    'keys, settings and history files of programs',
    /(?:^|[\\/=])\.(?:env(?:\.\w{1,12})?|git(?:[\\/](?:config|head|index|logs|objects|refs)|ignore|-credentials)|svn[\\/]|hg[\\/]|ssh[\\/]|aws[\\/]|azure[\\/]|docker[\\/]|kube[\\/]|npmrc|htaccess|htpasswd|bash_history|bashrc|ds_store|netrc|pgpass|my\.cnf|mysql_history)(?:\b|$)|\bid_(?:rsa|dsa|ed25519)\b|\bauthorized_keys\b|web-inf[\\/]|meta-inf[\\/]|wp-config\.php|\bweb\.config$|phpinfo\.php|[\\/]server-status$|config(?:uration)?\.(?:inc\.)?php\b|[\\/]actuator[\\/](?:env|heapdump|dump|mappings|loggers|jolokia|gateway)|appsettings\.json|[\\/]cgi-bin[\\/]|database\.yml|access[._-]log$|error[._-]log$/,
    ['/.env', '/.git/config', '.ssh/id_rsa', '/WEB-INF/web.xml', 'wp-config.php', '/actuator/env'],
    ['environment', 'a .environmental kit', '.gift', 'web.configurator'],
  ),
  traversal(
    'wrapper',
    85,
    'stream wrappers of an interpreter',
    /(?:^|[^\w])(?:php|phar|zip|zlib|compress\.\w{2,6}|expect|glob|ogg|ssh2(?:\.\w{1,8})?|rar|data|input|jar|netdoc|file):(?:\/\/|\\\\)/,
    ['php://filter/x', 'phar://a.jpg', 'expect://id', 'file:///x'],
    ['data: // nothing', 'file a: /b'],
  ),
  traversal(
    'share',
    65,
    'a share on a remote host',
    /^\\\\{1,3}[\w.-]{2,80}\\{1,2}[\w$]/,
    ['\\\\evil.example\\share'],
    ['\\o/', 'a\\b\\c'],
  ),
  traversal(
    'null-byte',
    85,
    'a null byte, which truncates strings in some programs',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the null byte is what it matches
    /\x00|%00/,
    ['a.php%00.jpg', 'x\u0000'],
    ['100% 00', '0'],
    'decoded',
  ),
  traversal(
    'overlong',
    80,
    'dots and slashes in overlong UTF-8 or nested encodings',
    /%c[01]%[89ab2][\da-f]|%c[01]%(?:2f|5c|1c|9c|ae|af)|%e0%80%[ab][\da-f]|%f0%80%80%[ab][\da-f]|%f8%80%80%80|%25(?:25){0,4}(?:2e|5c|c0|00)|%u(?:2215|2216|002e|002f|005c|ff0e|ff0f)|%%32%(?:65|66)|%3f\.jsp|%32%65/i,
    ['..%c0%af', '%252e%252e', '%%32%65', '%u2216'],
    ['50%25 off', '%C3%A9', '%E2%82%AC'],
    'raw',
  ),
];
