/** The tests of every page, each in both themes and languages. */
process.env.EVERY_THEME_AND_LANGUAGE = 'yes';
await import('./every-page.test.ts');
