import type { App } from '../context/app.ts';
import { createUser } from '../users/create-user.ts';
import { User } from '../accounts/user.entity.ts';
import { createPosts } from '../blog/create-posts.ts';
import { createDemo } from './create-demo.ts';
import { forgetFirstPassword, makeFirstPassword, readFirstPassword } from './first-login.ts';

export interface FirstLogin {
  email: string;
  /** Absent if the operator gave it: what was given is not shown. */
  password?: string;
}

// Any number that nothing else in this database locks.
const LOCK = 7_281_100_523;

/**
 * Makes the first superuser, and the demo set, where there is no user at all. Returns the login as long as nobody has used
 * the password that was made for it.
 */
export async function firstStart(app: App): Promise<FirstLogin | null> {
  const made = await createFirstUser(app);
  if (!made) return unusedLogin(app);
  if (app.config.demo) {
    await createDemo(app, made.id);
    await createPosts(app.asSystem());
  }
  return made.login;
}

/** One, whoever else starts at this moment; null if there are users. */
function createFirstUser(app: App): Promise<{ id: number; login: FirstLogin } | null> {
  const ctx = app.asSystem();
  const { adminEmail: email, adminPassword, locale } = app.config;
  return ctx.em.transactional(async () => {
    await ctx.em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
    if ((await ctx.em.count(User)) > 0) return null;
    const password = adminPassword ?? makeFirstPassword(app.config, app.log);
    const fullName = locale === 'RU' ? 'Администратор' : 'Administrator';
    const { id } = await createUser(ctx, { email, password, fullName, isSuperuser: true });
    return { id, login: { email, ...(!adminPassword && { password }) } };
  });
}

async function unusedLogin({ config, asSystem }: App): Promise<FirstLogin | null> {
  const password = readFirstPassword(config);
  if (password === null) return null;
  const user = await asSystem().em.findOne(User, { email: config.adminEmail });
  if (user && !user.lastLoginAt) return { email: config.adminEmail, password };
  forgetFirstPassword(config);
  return null;
}
