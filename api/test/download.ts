import { parse } from 'csv-parse/sync';
import type { User } from '../src/accounts/user.entity.ts';
import { runningServer, sessionOf } from './server.ts';

/** The file that somebody downloads from a path, by row. */
export async function download(user: User | { secret: string } | null, path: string) {
  const { url } = await runningServer();
  const headers: Record<string, string> =
    user === null
      ? {}
      : 'secret' in user
        ? { authorization: `Bearer ${user.secret}` }
        : { cookie: await sessionOf(user) };
  const response = await fetch(`${url}/export/${path}`, { headers });
  const text = await response.text();
  const isCsv = response.headers.get('content-type')?.startsWith('text/csv') ?? false;
  const rows: Record<string, string>[] = isCsv
    ? // Texts contain the other separator.
      parse(text, { bom: true, delimiter: text.split('\n', 1)[0]!.includes(';') ? ';' : ',', columns: true })
    : [];
  return { status: response.status, rows };
}
