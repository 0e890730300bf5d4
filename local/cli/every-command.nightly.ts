/** The rules for every npm script, with an unknown option for each of them. */
process.env.EVERY_COMMAND = 'yes';
await import('./every-command.test.ts');
