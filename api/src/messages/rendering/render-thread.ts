import { parentPort, workerData } from 'node:worker_threads';
import { answerRequest } from './answer-request.ts';
import { shareProgress } from './progress.ts';
import type { RenderRequest } from './render-requests.ts';

// The program of a rendering thread: does one request after the other, and can be terminated.
shareProgress((workerData as { progress: SharedArrayBuffer }).progress);
parentPort!.on('message', (request: RenderRequest) => {
  parentPort!.postMessage({ answer: answerRequest(request) });
});
parentPort!.postMessage('ready');
