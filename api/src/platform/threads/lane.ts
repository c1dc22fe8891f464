import { type Answered, EndableThread, ThreadEnded } from './endable-thread.ts';
import { FairQueue } from './fair-queue.ts';

/** A request to a thread. */
export interface Task {
  key: string;
  request: unknown;
  /** How long the result may take, in milliseconds. */
  deadline: number;
  onDone: (outcome: Answered | { error: ThreadEnded }) => void;
}

/**
 * One thread and what waits for it. A terminated thread is replaced at once, so that nobody waits for its
 * start.
 */
export class Lane {
  readonly #program: URL;
  readonly #queue = new FairQueue<Task>();
  #thread: EndableThread | null = null;
  #busyWith: Task | null = null;
  #isClosed = false;

  constructor(program: URL) {
    this.#program = program;
  }

  /** Starts the thread, so that the first request does not wait for it. */
  warm(): void {
    if (!this.#isClosed) this.#thread ??= this.#open();
  }

  add(...tasks: Task[]): void {
    for (const task of tasks) this.#queue.add(task.key, task);
    this.#next();
  }

  /** Removes and returns what waits under a key; work in progress goes on. */
  takeWaiting(key: string): Task[] {
    return this.#queue.remove(key);
  }

  /** Aborts the work in progress under a key, and what waits. */
  cancel(key: string): void {
    for (const task of this.takeWaiting(key)) task.onDone({ error: cancelled() });
    if (this.#busyWith?.key === key) this.#thread?.end('CANCELLED');
  }

  close(): void {
    this.#isClosed = true;
    for (const task of this.#queue.clear()) task.onDone({ error: cancelled() });
    this.#thread?.end('CANCELLED');
  }

  #next(): void {
    if (this.#busyWith || this.#isClosed) return;
    const task = this.#queue.next();
    if (!task) return;
    this.#busyWith = task;
    this.#thread ??= this.#open();
    this.#thread.ask(task.request, task.deadline).then(
      (answered) => this.#done(task, answered),
      (error: ThreadEnded) => this.#done(task, { error }),
    );
  }

  #done(task: Task, outcome: Parameters<Task['onDone']>[0]): void {
    this.#busyWith = null;
    task.onDone(outcome);
    this.#next();
  }

  #open(): EndableThread {
    const thread = new EndableThread(this.#program, () => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      // One that cannot even start would be restarted endlessly.
      if (!this.#isClosed && thread.hasStarted) this.#thread = this.#open();
    });
    return thread;
  }
}

const cancelled = () => new ThreadEnded('CANCELLED', new SharedArrayBuffer(8));
