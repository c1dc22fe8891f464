import { expect, test } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { startPostline } from '../../test/run-postline.ts';

const environment = async (more: Record<string, string>) => ({
  DATABASE_URL: await createDatabase(),
  SMTP_URL: 'smtp://127.0.0.1:9',
  LOG_DIR: '/nonexistent',
  POSTLINE_LANG: 'en',
  ...more,
});

test.each(['mongodb://127.0.0.1:9/none', 'postgresql://nobody@127.0.0.1:9/none'])(
  'a worker works, and ends when asked, although nothing listens at %s',
  async (AGENDA_URL) => {
    const worker = await startPostline(['worker'], await environment({ AGENDA_URL }));
    await worker.says('worker is ready');
    worker.child.kill('SIGTERM');
    expect(await worker.finished).toMatchObject({ code: 0, stderr: '' });
  },
);

test('a worker that would send links to its own machine across the internet says so', async () => {
  const url = 'smtp://smtp.example.org';
  const worker = await startPostline(['worker'], await environment({ SMTP_URL: url }));
  await worker.says('its links begin with http://127.0.0.1:');
  worker.child.kill('SIGTERM');
  expect((await worker.finished).code).toBe(0);
});
