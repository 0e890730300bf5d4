/** The tests of the last units with more rounds. */
process.env.ROUNDS = '10';
await import('./last-units.test.ts');
