import { parentPort, workerData } from 'node:worker_threads';
import { serveIncoming } from './serve-incoming.ts';

// The program of a thread that talks to other mail servers, and hands over the mails that it accepts.

/** What the thread is given. */
export interface IncomingPlace {
  host: string;
  port: number;
  address: string;
}

/** What it says: that it listens, why it cannot, that a connection broke, or that a mail has come. */
export type ThreadSaying =
  | { kind: 'LISTENING'; port: number }
  | { kind: 'FAILED'; error: Error }
  | { kind: 'BROKEN'; error: Error }
  | { kind: 'MAIL'; id: number; to: string[]; raw: Uint8Array };

const say = (saying: ThreadSaying) => parentPort!.postMessage(saying);
const waiting = new Map<number, (wasTaken: boolean) => void>();
let lastId = 0;

parentPort!.on('message', ({ id, wasTaken }: { id: number; wasTaken: boolean }) => {
  waiting.get(id)?.(wasTaken);
  waiting.delete(id);
});

serveIncoming({
  ...(workerData as IncomingPlace),
  async receive({ to, raw }) {
    const id = ++lastId;
    const wasTaken = await new Promise<boolean>((resolve) => {
      waiting.set(id, resolve);
      say({ kind: 'MAIL', id, to, raw });
    });
    if (!wasTaken) throw new Error('The mail was not taken.');
  },
  onBroken: (error) => say({ kind: 'BROKEN', error }),
}).then(
  (port) => say({ kind: 'LISTENING', port }),
  (error: Error) => say({ kind: 'FAILED', error }),
);
