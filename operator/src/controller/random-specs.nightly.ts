/** The tests of random specs with many more of them. */
process.env.RANDOM_SPECS = '30';
await import('./random-specs.test.ts');
