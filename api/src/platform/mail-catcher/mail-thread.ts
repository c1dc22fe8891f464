import { parentPort } from 'node:worker_threads';
import { readMail } from './read-mail.ts';

// The program of a thread that parses mails, one after the other, and can be terminated.
parentPort!.on('message', ({ raw }: { raw: Uint8Array }) => {
  void readMail(raw).then(
    (mail) => parentPort!.postMessage({ answer: { mail } }),
    (error: unknown) => parentPort!.postMessage({ answer: { refusal: String(error) } }),
  );
});
parentPort!.postMessage('ready');
