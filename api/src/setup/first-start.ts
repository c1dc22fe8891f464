import type { App } from '../context/app.ts';
import { about } from '../errors/about.ts';
import { createUser } from '../users/create-user.ts';
import { User } from '../accounts/user.entity.ts';
import { createPosts } from '../blog/create-posts.ts';
import { createDemo } from './create-demo.ts';
import { forgetFirstPassword, makeFirstPassword, readFirstPassword } from './first-login.ts';

export interface FirstLogin {
  email: string;
  /** Absent if the operator chose it, because it is not shown then. */
  password?: string;
}

// An arbitrary number that nothing else in this database locks.
const LOCK = 7_281_100_523;

/**
 * Creates the first superuser and the demo set if there is no user at all. Returns the login until somebody
 * has used the password that was generated for it.
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

/** Creates exactly one, whoever else starts at the same moment. Returns null if there are users. */
function createFirstUser(app: App): Promise<{ id: number; login: FirstLogin } | null> {
  const ctx = app.asSystem();
  const { adminEmail: email, adminPassword, locale } = app.config;
  return ctx.em.transactional(async () => {
    await ctx.em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
    if ((await ctx.em.count(User)) > 0) return null;
    const password = adminPassword ?? makeFirstPassword(app.config, app.log);
    const fullName = locale === 'RU' ? 'Администратор' : 'Administrator';
    const user = { email, password, fullName, isSuperuser: true };
    const { id } = await createUser(ctx, user).catch((error: unknown) => {
      throw about(error, { password: 'ADMIN_PASSWORD', email: 'ADMIN_EMAIL' });
    });
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
