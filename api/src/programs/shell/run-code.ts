import { createContext, runInContext, type Context } from 'node:vm';

// Python's imports of names that are available already.
const IMPORT = /^\s*(?:from [\w.]+ )?import [\w, ]+(?:;|\n|$)/gm;
const ASSIGNMENT = /^\s*([A-Za-z_]\w*)\s*=(?!=)\s*(.+?);?\s*$/;

/** A context for code with these names in it. */
export function roomWith(words: Record<string, unknown>): Context {
  const globals = { console, setTimeout, clearTimeout, Buffer, URL };
  return createContext({ ...globals, ...words });
}

/**
 * Runs code typed into a shell. Promises are awaited, even if they are assigned to a variable: the next line
 * finds the result, not the promise. Returns the last value.
 */
export async function runCode(room: Context, code: string): Promise<unknown> {
  const bare = code.replaceAll(IMPORT, '');
  if (bare.trim() === '') return undefined;
  const assignment = bare.includes('\n') ? null : ASSIGNMENT.exec(bare);
  if (assignment) {
    const [, name, expression] = assignment;
    const value: unknown = await runInContext(`(${expression})`, room);
    room[name!] = value;
    return undefined;
  }
  const isAwaiting = /\bawait\b/.test(bare);
  if (!isAwaiting) return runInContext(bare, room);
  const isExpression = !/^\s*(?:const|let|var|for|if|while|try|class|function|return)\b|;\s*\S/.test(bare);
  const body = isExpression ? `return (${bare.replace(/;\s*$/, '')}\n)` : bare;
  return runInContext(`(async () => { ${body} })()`, room);
}
