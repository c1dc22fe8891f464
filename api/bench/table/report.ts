import { appendFileSync } from 'node:fs';

/** A line of the table that `npm run bench` prints. */
export interface Row {
  work: string;
  figure: string;
  /** What it is compared with, measured in the same run. */
  baseline?: string;
  /** Of each round: the figure in relation to its baseline, or a value that the goal bounds. */
  rounds: number[];
  goal?: { atLeast: number } | { atMost: number };
}

/** Prints a row, and passes it on to the table of all benches. */
export function report({ work, figure, baseline = '', rounds, goal }: Row): void {
  const value = median(rounds);
  const spread = rounds.length > 1 ? ` (${short(Math.min(...rounds))} to ${short(Math.max(...rounds))})` : '';
  const cells = [work, figure, baseline, `${short(value)}${spread}`, ...judge(value, goal)];
  console.log(cells.filter((cell) => cell !== '').join(' · '));
  const file = process.env.BENCH_TABLE;
  if (file) appendFileSync(file, `${JSON.stringify(cells)}\n`);
}

function judge(value: number, goal: Row['goal']): [string, string] {
  if (!goal) return ['', ''];
  const isLeast = 'atLeast' in goal;
  const bound = isLeast ? goal.atLeast : goal.atMost;
  return [`${isLeast ? '≥' : '≤'} ${bound}`, (isLeast ? value >= bound : value <= bound) ? 'met' : 'missed'];
}

/** The middle of numbers; the upper one of two. */
export function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}

const short = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
