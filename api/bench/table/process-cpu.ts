import { readFileSync } from 'node:fs';

/** The processor time of a process and of its children that have ended, in microseconds. */
export interface ProcessCpu {
  parent: string;
  own: number;
  ofChildren: number;
}

const TICK = 10_000;

/** Reads /proc/<pid>/stat (proc(5)). Returns null if there is no such process, or no Linux. */
export function processCpu(pid: number | string): ProcessCpu | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name of the program comes first, and may contain spaces.
  const [, parent = '', ...fields] = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  const ticks = (from: number) => Number(fields[from]) + Number(fields[from + 1]);
  return { parent, own: ticks(9) * TICK, ofChildren: ticks(11) * TICK };
}
