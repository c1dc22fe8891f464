import { parentPort } from 'node:worker_threads';
import { htmlOf } from './html-of.ts';

// The program of a thread that renders posts, one after the other, and can be terminated.
parentPort!.on('message', ({ text }: { text: string }) => {
  parentPort!.postMessage({ answer: htmlOf(text) });
});
parentPort!.postMessage('ready');
