import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { runPostline } from '../../test/run-postline.ts';

// Each starts several processes.
vi.setConfig({ testTimeout: 60_000 });

const done = (stdout: string) => ({ code: 0, stdout: `${stdout}\n`, stderr: '' });
const refused = (code: number, stderr: string) => ({ code, stdout: '', stderr: `${stderr}\n` });

/** Runs commands as they are typed, on an empty database whose tables exist. */
async function terminal(language: string) {
  const env = { DATABASE_URL: await createDatabase(), LANG: 'C.UTF-8' };
  return (...args: string[]) => runPostline([...args, '--lang', language], env);
}

const words = {
  en: {
    cleared: 'Cache cleared',
    posts: 'Sample posts: 4',
    unlimited: 'Messages a second: ∞. Connections: 20.',
    limited: 'Messages a second: 5. Connections: 3.',
    wrong: 'five is not a number.',
    built: (folder: string) => `Files in ${folder}: 2`,
    notBuilt: 'The web client could not be built.',
  },
  ru: {
    cleared: 'Cache cleared',
    posts: 'Статей в блоге: 4',
    unlimited: 'Писем в секунду: ∞. Соединений: 20.',
    limited: 'Писем в секунду: 5. Соединений: 3.',
    wrong: 'five — не число.',
    built: (folder: string) => `Файлов в ${folder}: 2`,
    notBuilt: 'Собрать веб-клиент не удалось.',
  },
};

describe.each(['en', 'ru'] as const)('in %s', (language) => {
  const said = words[language];

  test('clear_cache says that it is done, unless it is to be quiet', async () => {
    const type = await terminal(language);
    expect(await type('clear_cache')).toEqual(done(said.cleared));
    expect(await type('clear_cache', '-v', '0')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('createposts creates what is missing', async () => {
    const type = await terminal(language);
    expect(await type('createposts')).toEqual(done(said.posts));
    expect(await type('createposts')).toEqual(done(said.posts));
    expect(await type('shell', '-c', 'print(await em.count(BlogPost))')).toEqual(done('4'));
  });

  test('set_limits sets the limits, and shows them without options', async () => {
    const type = await terminal(language);
    expect(await type('set_limits')).toEqual(done(said.unlimited));
    expect(await type('set_limits', '--rate', '5', '--connections', '3')).toEqual(done(said.limited));
    expect(await type('set_limits')).toEqual(done(said.limited));
    expect(await type('set_limits', '--rate', 'five')).toEqual(refused(2, said.wrong));
    expect(await type('set_limits')).toEqual(done(said.limited));
  });

  test('collectstatic counts the files of the client, or says that there are none', async () => {
    const root = mkdtempSync(join(tmpdir(), 'postline-static-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const collect = () =>
      runPostline(['collectstatic', '--noinput', '--lang', language], { POSTLINE_ROOT: root });
    expect(await collect()).toEqual(refused(75, said.notBuilt));
    const folder = join(root, 'web', 'build', 'client');
    mkdirSync(join(folder, 'immutable'), { recursive: true });
    writeFileSync(join(folder, 'robots.txt'), '');
    writeFileSync(join(folder, 'immutable', 'start.js'), '');
    expect(await collect()).toEqual(done(said.built(folder)));
  });
});
