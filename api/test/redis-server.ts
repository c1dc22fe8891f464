import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@keyv/redis';
import { freePort } from './free-port.ts';

/** Whether there is a Redis that tests can start; `.ci/run` installs one. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  url: string;
  /** Stops responding, without closing connections. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a Redis on a free port, which persists nothing. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess;
  const redis: TestRedis = {
    url,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    async start() {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      server = spawn('redis-server', settings, { stdio: 'ignore' });
      await untilAnswers(url);
    },
  };
  await redis.start();
  return redis;
}

/** Overwrites every existing key. */
export async function fillWithRubbish(url: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  for (const key of await client.keys('*')) {
    await client.set(key, Math.random() < 0.5 ? 'rubbish' : '{"value":{"key":"x","value":"a lie"}}');
  }
  client.destroy();
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
      client.destroy();
      return;
    } catch (error) {
      if (tries > 200) throw error;
      await sleep(25);
    }
  }
}
