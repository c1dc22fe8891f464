import heapBounds from '../../bin/heap-bounds.json' with { type: 'json' };
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchHeartbeat, type Patience } from '../platform/heartbeat.ts';
import { relayLog, type Log } from '../platform/log.ts';

interface WorkerProcesses {
  /** Tells all of them to stop and waits until they have; those that do not stop in time are killed. */
  stop(): Promise<void>;
}

/**
 * V8 would let garbage grow with the machine's memory. Within these limits a sender takes 190 to 200 MB
 * at full speed. The old space may grow by half before it is searched for garbage, so that it is searched less
 * often, which takes a tenth less processor time; a small young space saves as much memory as that takes, and so does
 * doing without V8's middle compiler.
 */
export const HEAP_BOUNDS: string[] = heapBounds.worker;
/**
 * glibc would keep a heap for each thread that allocates beside V8: 10 MB of a sender, which gains no time by them.
 */
export const SENDER_ENVIRONMENT = { MALLOC_ARENA_MAX: '1' };
const LONGEST_PAUSE = 30_000;
const GRACE = 15_000;

interface WorkerProcessesParts {
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Called when a process is gone that was not told to stop. */
  onDeath: (pid: number) => Promise<void>;
  /** The sender's program; by default the one that was built beside this one. */
  program?: string;
  /** How long to wait for a silent sender, in milliseconds; ten seconds by default. */
  patience?: Patience;
}

/**
 * Runs this many sender processes beside this one. Replaces each that dies, and kills each that falls silent.
 */
export function startWorkers(count: number, parts: WorkerProcessesParts): WorkerProcesses {
  const stopping = new AbortController();
  const running = new Set<ChildProcess>();
  const keepers = Array.from({ length: count }, () => keep(parts, running, stopping.signal));

  return {
    async stop() {
      stopping.abort();
      for (const child of running) child.kill('SIGTERM');
      const late = setTimeout(() => {
        for (const child of running) child.kill('SIGKILL');
      }, GRACE);
      await Promise.all(keepers);
      clearTimeout(late);
    },
  };
}

/** Runs one process after the other, until the signal is aborted. */
async function keep(
  parts: WorkerProcessesParts,
  running: Set<ChildProcess>,
  stopping: AbortSignal,
): Promise<void> {
  const { log, onDeath } = parts;
  for (let deaths = 0; !stopping.aborted; deaths++) {
    const since = performance.now();
    const child = forkWorker(parts);
    running.add(child);
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    running.delete(child);
    if (stopping.aborted) return;
    if (performance.now() - since > LONGEST_PAUSE) deaths = 0;
    log.error({ code, signal }, 'A worker died; another takes its place.');
    await onDeath(child.pid!).catch((error: unknown) =>
      log.warn({ err: error }, 'What the dead worker held is free when its leases run out.'),
    );
    await sleep(Math.min(500 * 2 ** deaths, LONGEST_PAUSE), undefined, { signal: stopping }).catch(() => {});
  }
}

function forkWorker({ env, log, patience, program = builtBeside() }: WorkerProcessesParts): ChildProcess {
  const child = fork(program, ['worker'], {
    env: { ...SENDER_ENVIRONMENT, ...env },
    execArgv: [...process.execArgv, ...HEAP_BOUNDS],
  });
  child.on('message', (message) => relayLog(log, message));
  watchHeartbeat(
    child,
    (seconds) => log.error({ pid: child.pid, seconds }, 'A worker shows no sign of life and is ended.'),
    patience,
  );
  return child;
}

const builtBeside = () => join(dirname(process.argv[1]!), 'worker.js');
