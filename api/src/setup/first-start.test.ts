import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../test/database.ts';
import { openApp } from '../programs/app.ts';
import type { Config } from '../config.ts';
import { logIn } from '../accounts/sessions/log-in.ts';
import { User } from '../accounts/user.entity.ts';
import { createContext, type Context } from '../context/context.ts';
import { anonymous } from '../context/actor.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { launchProblems } from '../sending/launch/launch-problems.ts';
import { firstStart } from './first-start.ts';

/** An application over an empty database. */
async function emptyApp(given: Partial<Config>) {
  const { config, log } = await testApp();
  const app = await openApp({ ...config, ...given }, log, { databaseUrl: await createDatabase() });
  onTestFinished(() => app.close());
  return app;
}

const signIn = (ctx: Context, login: { email: string; password: string }) =>
  logIn(ctx, login).then(({ email, isSuperuser }) => ({ email, isSuperuser }));

test.each(['EN', 'RU'] as const)(
  'the first start makes a superuser, tells the password once, and something to try: %s',
  async (locale) => {
    const app = await emptyApp({ locale, adminEmail: 'boss@example.com', demo: true });
    const login = await firstStart(app);
    expect(login).toEqual({ email: 'boss@example.com', password: expect.stringMatching(/^[\w-]{16}$/) });
    const visitor = createContext(app.services, {
      actor: anonymous(locale),
      trigger: 'MANUAL',
      setCookie: () => {},
    });
    expect(await signIn(visitor, login!)).toEqual({ email: 'boss@example.com', isSuperuser: true });
    expect(await firstStart(app)).toBeNull();
    const ctx = app.asSystem();
    const [mailing, ...others] = await ctx.em.findAll(Mailing);
    expect(others).toEqual([]);
    expect(mailing!.status).toBe('CREATED');
    expect(await launchProblems(ctx, mailing!)).toEqual([]);
  },
);

test('with a password that was given and DEMO=0 there is the superuser alone', async () => {
  const app = await emptyApp({ adminPassword: 'a password of my own', demo: false });
  expect(await firstStart(app)).toMatchObject({ password: 'a password of my own' });
  const { em } = app.asSystem();
  expect([await em.count(User), await em.count(Mailing)]).toEqual([1, 0]);
});
