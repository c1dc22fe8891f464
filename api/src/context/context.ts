import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Config } from '../config.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Mailbox } from '../platform/mime/mailbox.ts';
import type { TriggerType } from './trigger-type.ts';
import type { Locale } from '../language/locale.ts';
import type { Log } from '../platform/log.ts';
import type { Wakeups } from '../platform/jobs/wakeups.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import type { Cache } from '../platform/cache/cache.ts';
import type { DnsLookup } from '../platform/dns/dns-lookup.ts';
import type { Mailer } from '../platform/smtp/mailer.ts';

/** What the application is made of, the same for every request, command and job of a process. */
export interface Services {
  orm: MikroORM;
  log: Log;
  clock: Clock;
  wakeups: Wakeups;
  /** Signs cursors and links. */
  secret: string;
  /** What links were signed with before, so that they still work. */
  earlierSecrets: string[];
  /** Links in mails start with it. */
  baseUrl: string;
  mailFrom: Mailbox;
  /** Whose mail reaches Postline; undefined if nothing that comes back does. */
  bounceAddress: string | undefined;
  mailer: Mailer;
  dns: DnsLookup;
  /** The addresses that mail leaves from, if they are known. */
  outgoingIps: readonly string[];
  rateLimits: RateLimits;
  cache: Cache;
  registration: Config['registration'];
  newAccounts: Config['newAccounts'];
}

/** What one request, command or job works with: who asks, and an entity manager of its own. */
export interface Context extends Services {
  em: EntityManager;
  actor: Actor;
  /** The language of the answer. */
  locale: Locale;
  /** How a launch from here is recorded. */
  trigger: TriggerType;
  /** The network address that a request came from, as trusted proxies tell it; absent for commands and jobs. */
  ip?: string;
  /** What a browser or program says of itself. */
  userAgent?: string;
  /** A door's way to give the client a cookie; absent where there is no browser. */
  setCookie?: (cookie: string) => void;
  /** For what goes on for a while: the same viewer, as of now. */
  renew?: () => Promise<Context>;
}

/**
 * The only place that forks the entity manager. `useContext` lets everything inside `em.transactional` join that
 * transaction, also through this same `ctx.em`.
 */
export function createContext(
  services: Services,
  viewer: Pick<Context, 'actor' | 'trigger' | 'ip' | 'userAgent' | 'setCookie'> & { locale?: Locale },
): Context {
  const em = services.orm.em.fork({ useContext: true });
  return { ...services, em, locale: viewer.actor.locale, ...viewer };
}

/** Something that is made once for each context that asks for it, such as a dataloader. */
function perContext<T>(make: (ctx: Context) => T): (ctx: Context) => T {
  const made = new WeakMap<Context, T>();
  return (ctx) => {
    const known = made.get(ctx);
    if (known !== undefined) return known;
    const fresh = make(ctx);
    made.set(ctx, fresh);
    return fresh;
  };
}

/**
 * A dataloader for each context: loads the values of many keys by one statement, in the order of the keys. It remembers
 * nothing: the next change of the same request would be answered with what was before it.
 */
export const loaderOf = <K, V>(load: (ctx: Context, keys: readonly K[]) => Promise<V[]>) =>
  perContext((ctx) => new DataLoader<K, V>((keys) => load(ctx, keys), { maxBatchSize: 1000, cache: false }));
