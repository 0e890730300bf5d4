/** The tests of the simulation with enough schedules to reach every pair of the deciders' tables often. */
process.env.SCHEDULES = '50000';
await import('./simulation.test.ts');
