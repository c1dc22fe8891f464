import { randomBytes } from 'node:crypto';
import type { App } from '../context/app.ts';
import { createUser } from '../users/create-user.ts';
import { User } from '../accounts/user.entity.ts';
import { createPosts } from '../blog/create-posts.ts';
import { createDemo } from './create-demo.ts';

/** Makes the first superuser, and the demo set, where there is no user at all. Answers the login, which is told only now. */
export async function firstStart(app: App): Promise<{ email: string; password: string } | null> {
  const ctx = app.asSystem();
  const { adminEmail: email, adminPassword, demo, locale } = app.config;
  if ((await ctx.em.count(User)) > 0) return null;
  const password = adminPassword ?? randomBytes(12).toString('base64url');
  const fullName = locale === 'RU' ? 'Администратор' : 'Administrator';
  const admin = await createUser(ctx, { email, password, fullName, isSuperuser: true });
  if (demo) {
    await createDemo(app, admin.id);
    await createPosts(ctx);
  }
  return { email, password };
}
