/** The tests of the runner with more orders and kills. */
process.env.MORE_KILLS = 'yes';
await import('./crash-and-restart.test.ts');
