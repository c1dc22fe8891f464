import { parentPort } from 'node:worker_threads';
import { readReport } from './read-report.ts';

// The program of a thread that reads incoming mails, one after the other, and can be terminated.
parentPort!.on('message', ({ raw }: { raw: Uint8Array }) => {
  void readReport(raw).then(
    (report) => parentPort!.postMessage({ answer: { report } }),
    (error: unknown) => parentPort!.postMessage({ answer: { refusal: String(error) } }),
  );
});
parentPort!.postMessage('ready');
