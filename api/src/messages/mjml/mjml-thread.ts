import { parentPort } from 'node:worker_threads';
import { htmlOfMjml } from './html-of-mjml.ts';

// The program of a thread that compiles MJML, one source after the other, and can be terminated.
parentPort!.on('message', async ({ mjml }: { mjml: string }) => {
  parentPort!.postMessage({ answer: await htmlOfMjml(mjml) });
});
parentPort!.postMessage('ready');
