import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';

test('a process that freezes inside a transaction loses its locks after five seconds', async () => {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<object[]>('show idle_in_transaction_session_timeout');
  expect(row).toEqual({ idle_in_transaction_session_timeout: '5s' });
});
