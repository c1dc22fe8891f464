import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import type { Message } from './message.entity.ts';
import { snippetOf } from './snippet-of.ts';

test('others have a turn between two snippets, and each message is read once', async () => {
  const app = await testApp();
  let read = 0;
  const messageOf = (at: number) =>
    ({
      format: 'HTML',
      get body() {
        read++;
        return `<p>${at}</p>${'<b>'.repeat(50_000)}`;
      },
    }) as Message;
  const messages = Array.from({ length: 20 }, (_, at) => messageOf(at));
  let turns = 0;
  let isDone = false;
  const others = () => {
    turns++;
    if (!isDone) setImmediate(others);
  };
  setImmediate(others);
  const loader = snippetOf(app.asSystem());
  const snippets = await Promise.all([...messages, ...messages].map((message) => loader.load(message)));
  isDone = true;
  expect(snippets).toEqual([...messages, ...messages].map((_, at) => String(at % 20)));
  expect(turns).toBeGreaterThanOrEqual(20);
  const readOnce = read;
  await loader.load(messages[0]!);
  expect(readOnce).toBe((read - readOnce) * 20);
});
