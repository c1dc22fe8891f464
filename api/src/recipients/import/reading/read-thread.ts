import { parentPort } from 'node:worker_threads';
import { buffersOf, type Batch } from './batch.ts';
import { BatchReader } from './read-batches.ts';
import type { ReadAnswer, ReadRequest } from './read-requests.ts';

// The program of a thread that reads one file and can be terminated.
let reader: BatchReader;
let batches: Generator<Batch>;

parentPort!.on('message', (request: ReadRequest) => {
  const found = answer(request);
  const batch = 'batch' in found ? found.batch : null;
  parentPort!.postMessage({ answer: found }, batch ? buffersOf(batch) : []);
});
parentPort!.postMessage('ready');

function answer(request: ReadRequest): ReadAnswer {
  try {
    if (request.step === 'begin') reader = new BatchReader(request.settings, request.done);
    if (request.step === 'read') batches = reader.read(request.bytes);
    if (request.step === 'end') batches = reader.end();
    return { batch: request.step === 'begin' ? null : (batches.next().value ?? null) };
  } catch (error) {
    return { failure: String(error instanceof Error ? error.stack : error) };
  }
}
