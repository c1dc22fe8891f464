import { testApp } from './database.ts';

/**
 * Deletes all users and everything that belongs to them: what the tests of other files have left behind, not
 * always valid.
 */
export async function forgetOthers(): Promise<void> {
  const { orm } = await testApp();
  await orm.em.fork().execute('truncate "user", delivery, attempt, recipient_count cascade');
}
