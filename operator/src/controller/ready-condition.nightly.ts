/** The conditions of a shop, with Jobs whose pods a quota and a LimitRange reject. */
process.env.EVERY_REJECTION = 'yes';
await import('./ready-condition.test.ts');
