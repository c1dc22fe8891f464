import { Worker } from 'node:worker_threads';

/** The thread was terminated, or ended itself, during a request. */
export class ThreadEnded extends Error {
  override name = 'ThreadEnded';
  readonly reason: 'TIME' | 'MEMORY' | 'CANCELLED' | 'FAILURE';
  /** Where the thread was, as it had noted. */
  readonly progress: SharedArrayBuffer;

  constructor(reason: ThreadEnded['reason'], progress: SharedArrayBuffer) {
    super(`The thread ended: ${reason}.`);
    this.reason = reason;
    this.progress = progress;
  }
}

export interface Answered {
  answer: unknown;
  /** In milliseconds, without the thread's own start. */
  took: number;
}

interface Asked {
  since: number;
  resolve: (answered: Answered) => void;
  reject: (error: Error) => void;
  clock: NodeJS.Timeout;
}

// Enough for the largest message; what needs more ends its thread, not the process.
const BOUNDS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** A thread that handles one request at a time and can be terminated in the middle of it. */
export class EndableThread {
  readonly #worker: Worker;
  readonly #progress = new SharedArrayBuffer(8);
  readonly #ready: Promise<void>;
  #asked: Asked | null = null;
  #cause: ThreadEnded['reason'] = 'FAILURE';
  /** Whether it has started and can take requests. */
  hasStarted = false;

  /** `onGone` is called when it has ended, for whatever reason. */
  constructor(program: URL, onGone: () => void) {
    // It needs none of this process's settings.
    this.#worker = new Worker(program, {
      workerData: { progress: this.#progress },
      resourceLimits: BOUNDS,
      env: {},
      execArgv: [],
    });
    this.#ready = new Promise((resolve) =>
      this.#worker.once('message', () => {
        this.hasStarted = true;
        resolve();
      }),
    );
    this.#worker.on('message', (message) => this.#settle(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#cause = 'MEMORY';
    });
    this.#worker.once('exit', () => {
      this.#finish()?.reject(new ThreadEnded(this.#cause, this.#progress));
      onGone();
    });
    // After adding the listeners, which would keep the process alive. A thread without a request does not.
    this.#worker.unref();
  }

  /** Rejects with ThreadEnded if the result takes longer than `deadline` milliseconds. */
  async ask(request: unknown, deadline: number): Promise<Answered> {
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => this.end('TIME'), START_TIME).unref();
      this.#asked = { since: 0, resolve, reject, clock };
      void this.#ready.then(() => {
        clearTimeout(clock);
        if (this.#asked?.clock !== clock) return;
        this.#asked.since = performance.now();
        this.#asked.clock = setTimeout(() => this.end('TIME'), deadline).unref();
        this.#worker.postMessage(request);
      });
    });
  }

  end(cause: ThreadEnded['reason']): void {
    this.#cause = cause;
    void this.#worker.terminate();
  }

  #settle(message: { answer?: unknown } | string): void {
    if (typeof message === 'string') return;
    const asked = this.#finish();
    asked?.resolve({ answer: message.answer, took: performance.now() - asked.since });
  }

  #finish(): Asked | null {
    const asked = this.#asked;
    if (asked) clearTimeout(asked.clock);
    this.#asked = null;
    this.#worker.unref();
    return asked;
  }
}

/** Loading the program from disk does not count towards a request. */
const START_TIME = 20_000;
