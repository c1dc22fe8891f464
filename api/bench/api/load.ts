import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** A request that is repeated, over a number of connections for a time. */
interface Load {
  url: string;
  cookie: string;
  query: string;
  connections: number;
  seconds: number;
}

/** Returns the requests a second that a server serves to a client in a thread of its own. */
export function measureLoad(script: string, load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: load });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/** The thread that sends the requests. */
export async function askAllTheTime(): Promise<void> {
  const { connections, seconds, ...what } = workerData as Load;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        await askOnce(agent, what);
        answered++;
      }
    }),
  );
  parentPort!.postMessage((answered / (performance.now() - begun)) * 1000);
  agent.destroy();
}

function askOnce(
  agent: Agent,
  { url, cookie, query }: Pick<Load, 'url' | 'cookie' | 'query'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', cookie };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let [size, start] = [0, ''];
      response.on('data', (part: Buffer) => {
        if (size === 0) start = part.toString('latin1', 0, 20);
        size += part.length;
      });
      response.on('end', () => (start.startsWith('{"data":{') ? resolve() : reject(new Error(start))));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}
