import { randomBytes } from 'node:crypto';
import { raw } from '@mikro-orm/core';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { hashToken } from './find-actor.ts';
import { verifyPassword } from './password.ts';
import { sessionCookie } from './session-cookie.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';

const DAYS = 30;

export interface LogIn {
  email: string;
  password: string;
}

/**
 * Opens a session for 30 days and gives its cookie. Refuses in the same words and time whether the address is unknown,
 * the password is wrong or the user is blocked.
 */
export async function logIn(ctx: Context, { email, password }: LogIn): Promise<User> {
  const user = await findByEmail(ctx, email);
  const isRight = await verifyPassword(password.slice(0, 256), user?.passwordHash ?? null);
  if (!user || !isRight || !user.isActive) throw new DomainError('INVALID', { key: 'LOGIN_REFUSED' });
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
  await ctx.em.transactional(async (em) => {
    user.lastLoginAt = now;
    em.persist(em.create(Session, { user, tokenHash: hashToken(token), lastSeenAt: now, expiresAt }));
  });
  ctx.setCookie?.(sessionCookie(ctx.baseUrl, token, DAYS * 86_400));
  return user;
}

async function findByEmail(ctx: Context, email: string): Promise<User | null> {
  // PostgreSQL knows no NUL, and so nobody has one.
  if (email.includes('\0')) return null;
  const where = { [raw('lower(email)')]: email.trim().toLowerCase() };
  return ctx.em.findOne(User, where, { populate: ['passwordHash'] });
}
