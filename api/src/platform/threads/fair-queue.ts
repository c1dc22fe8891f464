/** Tasks of many keys: the keys take turns, and each key's tasks keep their order. */
export class FairQueue<T> {
  readonly #byKey = new Map<string, T[]>();

  add(key: string, ...tasks: T[]): void {
    const known = this.#byKey.get(key);
    if (known) known.push(...tasks);
    else if (tasks.length > 0) this.#byKey.set(key, tasks);
  }

  next(): T | undefined {
    for (const [key, tasks] of this.#byKey) {
      const task = tasks.shift();
      // Moves the key to the end.
      this.#byKey.delete(key);
      if (tasks.length > 0) this.#byKey.set(key, tasks);
      return task;
    }
    return undefined;
  }

  /** Removes and returns everything that waits under a key. */
  remove(key: string): T[] {
    const tasks = this.#byKey.get(key) ?? [];
    this.#byKey.delete(key);
    return tasks;
  }

  clear(): T[] {
    const tasks = [...this.#byKey.values()].flat();
    this.#byKey.clear();
    return tasks;
  }
}
