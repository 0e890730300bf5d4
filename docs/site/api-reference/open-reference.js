// Shows the API reference in the theme chosen in the documentation. Redoc is loaded after this file.

// As VitePress stores it: auto, light or dark.
const chosen = localStorage.getItem('vitepress-theme-appearance') ?? 'auto';
const dark = chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
document.documentElement.classList.toggle('dark', dark);

const font = 'Inter, ui-sans-serif, system-ui, sans-serif';
const code = 'ui-monospace, Menlo, Consolas, monospace';
const colours = dark
  ? { text: '#dfdfd6', soft: '#98989f', back: '#1b1b1f', panel: '#161618', line: '#3c3f44', link: '#8ab4ff' }
  : { text: '#3c3c43', soft: '#67676c', back: '#ffffff', panel: '#20232b', line: '#e2e2e3', link: '#2355c4' };

const theme = {
  colors: {
    primary: { main: colours.link },
    text: { primary: colours.text, secondary: colours.soft },
    border: { dark: colours.line, light: colours.line },
    http: { get: '#2f7d4f', post: '#2355c4', put: '#8a5a00', patch: '#8a5a00', delete: '#b3261e' },
  },
  schema: {
    linesColor: colours.line,
    typeNameColor: colours.soft,
    typeTitleColor: colours.soft,
    nestedBackground: dark ? '#202127' : '#f6f6f7',
  },
  sidebar: { backgroundColor: dark ? '#161618' : '#f6f6f7', textColor: colours.text, activeTextColor: colours.link },
  rightPanel: { backgroundColor: colours.panel, textColor: '#f0f0f0' },
  codeBlock: { backgroundColor: dark ? '#202127' : '#12141a' },
  typography: {
    fontFamily: font,
    headings: { fontFamily: font },
    links: { color: colours.link, visited: colours.link, hover: colours.link },
    code: { fontFamily: code, color: colours.text, backgroundColor: dark ? '#2a2b31' : '#eeeef0' },
  },
};

addEventListener('DOMContentLoaded', () => {
  const options = {
    theme,
    scrollYOffset: '.bar',
    nativeScrollbars: true,
    hideDownloadButton: true,
    expandResponses: '200,201',
    sortRequiredPropsFirst: true,
  };
  const openApi = document.querySelector('a[download]').href;
  globalThis.Redoc.init(openApi, options, document.getElementById('reference'));
});
