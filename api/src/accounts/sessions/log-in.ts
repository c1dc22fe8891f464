import { record, userSubject } from '../../audit/record.ts';
import { randomBytes } from 'node:crypto';
import { copyContext, type Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { networkOf } from '../../http/network-of.ts';
import { LONGEST_USER_AGENT } from './browser-of.ts';
import { hashToken } from './find-actor.ts';
import { holdPassword } from '../passwords/hold-password.ts';
import { verifyPassword } from '../passwords/password-hash.ts';
import { tryPassword } from '../passwords/try-password.ts';
import { rememberNetwork } from './known-network.ts';
import { sessionCookie } from './session-cookie.ts';
import { Session } from './session.entity.ts';
import { User } from '../user.entity.ts';

const DAYS = 30;

interface LogIn {
  email: string;
  password: string;
}

/**
 * Opens a session for 30 days and sets its cookie. Refuses in the same words and time if the address is
 * unknown or not confirmed, the password is wrong or the user is blocked. Says that an account awaits
 * approval only if the password is right. Throws RATE_LIMITED after five wrong passwords.
 */
export async function logIn(ctx: Context, { email, password }: LogIn): Promise<User> {
  const seen: { user?: Found | undefined } = {};
  const known = await tryPassword(ctx, email, async () => {
    seen.user = await findPassword(ctx, email);
    return accountOf(seen.user, password);
  });
  if (!known) {
    await recordRefusal(ctx, seen.user);
    throw refused();
  }
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
  const user = await ctx.em.transactional(async (em) => {
    if (!(await holdPassword(ctx, known))) throw refused();
    const user = await em.findOneOrFail(User, known.userId);
    user.lastLoginAt = now;
    // The browser gets another cookie, and nobody needs the old session any more.
    if (ctx.actor.sessionId !== null) await em.nativeDelete(Session, { id: ctx.actor.sessionId });
    const times = { lastSeenAt: now, expiresAt };
    em.persist(em.create(Session, { user, tokenHash: hashToken(token), ...originOf(ctx), ...times }));
    await rememberNetwork(ctx, user.id);
    const { email: address, fullName } = user;
    await record(copyContext(ctx, { actor: { ...ctx.actor, id: user.id, email: address, fullName } }), {
      action: 'LOGGED_IN',
      ...userSubject(user),
    });
    return user;
  });
  ctx.setCookie?.(sessionCookie(ctx.baseUrl, token, DAYS * 86_400));
  return user;
}

const originOf = ({ ip, userAgent }: Context) => ({
  network: ip === undefined ? null : networkOf(ip),
  userAgent: userAgent?.slice(0, LONGEST_USER_AGENT).toWellFormed() ?? null,
});

const awaitsApproval = () =>
  new DomainError('INVALID', { key: 'AWAITS_APPROVAL' }, { reason: 'AWAITS_APPROVAL' });
const refused = () => new DomainError('INVALID', { key: 'LOGIN_REFUSED' });

/**
 * For an address without an account, records only that there was none: people type passwords into the wrong
 * field.
 */
async function recordRefusal(ctx: Context, found: Found | undefined): Promise<void> {
  await record(ctx, {
    action: 'LOGIN_REFUSED',
    subject: 'USER',
    subjectId: found?.id ?? null,
    ownerId: found?.id ?? null,
    details: { isKnown: found !== undefined, isBlocked: found?.blocked_at != null },
  });
}

interface Account {
  userId: number;
  passwordHash: string;
}

/** Returns the account if the password is right and the account may be used, or null. */
async function accountOf(found: Found | undefined, password: string): Promise<Account | null> {
  const isRight = await verifyPassword(password, found?.password_hash ?? null);
  const mayLogIn = isRight && found?.email_confirmed_at && !found.blocked_at;
  if (mayLogIn && found.awaits_approval) throw awaitsApproval();
  return mayLogIn ? { userId: found.id, passwordHash: found.password_hash! } : null;
}

interface Found {
  id: number;
  password_hash: string | null;
  email_confirmed_at: string | null;
  blocked_at: string | null;
  awaits_approval: boolean;
}

async function findPassword(ctx: Context, email: string): Promise<Found | undefined> {
  // PostgreSQL stores no NUL, so no address contains one.
  const lowered = email.includes('\0') ? '' : email.trim().toLowerCase();
  const [row] = await ctx.em.execute<Found[]>(
    `select id, password_hash, email_confirmed_at, blocked_at, awaits_approval from "user"
     where lower(email) = ?`,
    [lowered],
  );
  return row;
}
