import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../test/database.ts';
import { openApp } from '../programs/app.ts';
import type { Config } from '../config.ts';
import { logIn } from '../accounts/sessions/log-in.ts';
import { User } from '../accounts/user.entity.ts';
import { createContext, type Context } from '../context/context.ts';
import { anonymous } from '../context/actor.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { previewMessage } from '../messages/preview-message.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { launchProblems } from '../sending/launch/launch-problems.ts';
import { firstStart, type FirstLogin } from './first-start.ts';

/** An application on an empty database. */
async function emptyApp(given: Partial<Config>) {
  const { config, log } = await testApp();
  const dataDir = mkdtempSync(join(tmpdir(), 'postline-first-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const app = await openApp({ ...config, dataDir, ...given }, log, { databaseUrl: await createDatabase() });
  onTestFinished(() => app.close());
  return app;
}

const signIn = (ctx: Context, login: FirstLogin) =>
  logIn(ctx, { email: login.email, password: login.password! }).then(({ email, isSuperuser }) => ({
    email,
    isSuperuser,
  }));

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
    // Until it is used it is printed at every start, whatever failed since.
    expect(await firstStart(app)).toEqual(login);
    expect(statSync(join(app.config.dataDir, 'first-login')).mode & 0o777).toBe(0o600);
    expect(await signIn(visitor, login!)).toEqual({ email: 'boss@example.com', isSuperuser: true });
    expect(await firstStart(app)).toBeNull();
    const ctx = app.asSystem();
    const [mailing, ...others] = await ctx.em.findAll(Mailing);
    expect(others).toEqual([]);
    expect(mailing!.status).toBe('CREATED');
    expect(await launchProblems(ctx, mailing!)).toEqual([]);
    // One of its people has neither name nor city.
    const { id } = await ctx.em.findOneOrFail(Recipient, { fullName: '' });
    const { text } = await previewMessage(ctx, {
      messageId: String(mailing!.message.id),
      recipientId: String(id),
    });
    expect(text).not.toMatch(/ !|, !|,,/);
  },
);

test('with a password that was given and DEMO=0 there is the superuser alone', async () => {
  const app = await emptyApp({ adminPassword: 'a password of my own', demo: false });
  expect(await firstStart(app)).toEqual({ email: app.config.adminEmail });
  const { em } = app.asSystem();
  expect([await em.count(User), await em.count(Mailing)]).toEqual([1, 0]);
});

test('of several that start at once one makes the superuser, and none tells another password', async () => {
  const app = await emptyApp({ demo: false });
  const logins = await Promise.all([firstStart(app), firstStart(app), firstStart(app)]);
  expect(new Set(logins.map((login) => login?.password)).size).toBe(1);
  expect(await app.asSystem().em.count(User)).toBe(1);
});
