import { parentPort, workerData } from 'node:worker_threads';
import { answerRequest } from './answer-request.ts';
import { shareProgress } from './progress.ts';
import type { RenderRequest } from './render-requests.ts';

// The program of a thread that renders: one request after the other, in a place that can be ended.
shareProgress((workerData as { progress: SharedArrayBuffer }).progress);
parentPort!.on('message', (request: RenderRequest) => {
  parentPort!.postMessage({ answer: answerRequest(request) });
});
parentPort!.postMessage('ready');
