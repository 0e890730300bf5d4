/** The tests of an operator that is killed after a write, with many more kills. */
process.env.KILLED_EVERY = '20';
await import('./crash-recovery.test.ts');
