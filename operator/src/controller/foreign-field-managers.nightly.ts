/** The tests of foreign field managers with five minutes of a controller that annotates every object. */
process.env.ANNOTATED_SECONDS = '300';
await import('./foreign-field-managers.test.ts');
