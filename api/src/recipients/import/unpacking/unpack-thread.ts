import { parentPort } from 'node:worker_threads';
import { unpack } from './unpack.ts';
import type { Packed } from './unpacked.ts';

// The program of a thread that unpacks files, one after the other, and can be terminated.
parentPort!.on('message', (packed: Packed) => {
  void unpack(packed).then((answer) => parentPort!.postMessage({ answer }));
});
parentPort!.postMessage('ready');
