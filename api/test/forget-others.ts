import { testApp } from './database.ts';

/** Deletes everybody and all that is theirs: what the tests of other files have left behind, not always by the rules. */
export async function forgetOthers(): Promise<void> {
  const { orm } = await testApp();
  await orm.em.fork().execute('truncate "user", attempt, recipient_count cascade');
}
