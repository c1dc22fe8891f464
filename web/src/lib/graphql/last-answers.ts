const most = 40;
const answers = new Map<number, unknown>();

/** Keeps the last response to an operation, to show while the server cannot be reached. */
export function keepAnswer(key: number, data: unknown): void {
  answers.delete(key);
  answers.set(key, data);
  const [oldest] = answers.keys();
  if (answers.size > most && oldest !== undefined) answers.delete(oldest);
}

export function lastAnswer(key: number): unknown {
  return answers.get(key);
}

export function dropAnswers(): void {
  answers.clear();
}
