/** The tests of the services on real stores with ten times as many schedules. */
process.env.REAL_SCHEDULES = '50';
await import('./real-simulation.test.ts');
