import { parentPort } from 'node:worker_threads';
import { readMail } from './read-mail.ts';

// The program of a thread that reads mails, one after the other, in a place that can be ended.
parentPort!.on('message', ({ raw }: { raw: Uint8Array }) => {
  void readMail(raw).then(
    (mail) => parentPort!.postMessage({ answer: { mail } }),
    (error: unknown) => parentPort!.postMessage({ answer: { refusal: String(error) } }),
  );
});
parentPort!.postMessage('ready');
