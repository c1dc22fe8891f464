import { randomBytes } from 'node:crypto';
import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { hashToken } from './find-actor.ts';
import { holdPassword } from '../passwords/hold-password.ts';
import { verifyPassword } from '../passwords/password-hash.ts';
import { tryPassword } from '../passwords/try-password.ts';
import { sessionCookie } from './session-cookie.ts';
import { Session } from './session.entity.ts';
import { User } from '../user.entity.ts';

const DAYS = 30;

export interface LogIn {
  email: string;
  password: string;
}

/**
 * Opens a session for 30 days and gives its cookie. Refuses in the same words and time whether the address is unknown,
 * the password is wrong or the user is blocked. Whoever has the password of a registration is told to confirm the
 * address first, and so is who registered an address that has an account: else that would tell them. Five wrong
 * passwords: RATE_LIMITED.
 */
export async function logIn(ctx: Context, { email, password }: LogIn): Promise<User> {
  const known = await tryPassword(ctx, email, () => findAccount(ctx, { email, password }));
  if (!known) throw refused();
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
  const user = await ctx.em.transactional(async (em) => {
    if (!(await holdPassword(ctx, known))) throw refused();
    const user = await em.findOneOrFail(User, known.userId);
    user.lastLoginAt = now;
    // The browser gets another cookie, and nobody needs the old one any more.
    if (ctx.actor.sessionId !== null) await em.nativeDelete(Session, { id: ctx.actor.sessionId });
    em.persist(em.create(Session, { user, tokenHash: hashToken(token), lastSeenAt: now, expiresAt }));
    return user;
  });
  ctx.setCookie?.(sessionCookie(ctx.baseUrl, token, DAYS * 86_400));
  return user;
}

const refused = () => new DomainError('INVALID', { key: 'LOGIN_REFUSED' });

interface Account {
  userId: number;
  passwordHash: string;
}

/** Whose email and password these are; null where they are nobody's who may log in. */
async function findAccount(ctx: Context, { email, password }: LogIn): Promise<Account | null> {
  const found = await findPasswords(ctx, email);
  // Both each time, so that nothing is told by time.
  const [isRight, isRegistered] = await Promise.all([
    verifyPassword(password, found?.password_hash ?? null),
    verifyPassword(password, found?.registered_hash ?? null),
  ]);
  const mayEnter = isRight && found?.email_confirmed_at && !found.blocked_at;
  if (mayEnter) return { userId: found.id, passwordHash: found.password_hash! };
  if (isRegistered || (isRight && !found!.blocked_at)) {
    throw new DomainError('INVALID', { key: 'EMAIL_NOT_CONFIRMED' }, { reason: 'EMAIL_NOT_CONFIRMED' });
  }
  return null;
}

interface Passwords {
  id: number;
  password_hash: string | null;
  /** Of the last registration whose link has not been used. */
  registered_hash: string | null;
  email_confirmed_at: string | null;
  blocked_at: string | null;
}

async function findPasswords(ctx: Context, email: string): Promise<Passwords | undefined> {
  // PostgreSQL knows no NUL, and so nobody has one.
  const sought = email.includes('\0') ? '' : email.trim().toLowerCase();
  const [row] = await ctx.em.execute<Passwords[]>(
    `select id, password_hash, email_confirmed_at, blocked_at, (
       select account_mail.password_hash from account_mail
       where user_id = "user".id and account_mail.password_hash is not null order by account_mail.id desc limit 1
     ) as registered_hash
     from "user" where lower(email) = ?`,
    [sought],
  );
  return row;
}
