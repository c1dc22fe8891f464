import { createBuilder } from 'vite';

// `vite build` in the current folder, but exits when it is done: the message compiler leaves timers behind
// that would keep the process alive for half a minute.
const builder = await createBuilder({}, null);
await builder.buildApp();
process.exit(0);
