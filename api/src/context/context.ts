import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Config } from '../config.ts';
import type { Actor } from './actor.ts';
import type { ListedSetting } from './listed-setting.ts';
import type { Clock } from './clock.ts';
import type { Mailbox } from '../platform/mime/mailbox.ts';
import type { TriggerType } from './trigger-type.ts';
import type { Locale } from '../language/locale.ts';
import type { Log } from '../platform/log.ts';
import type { Wakeups } from '../platform/jobs/wakeups.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import type { Cache } from '../platform/cache/cache.ts';
import type { DnsLookup } from '../platform/dns/dns-lookup.ts';
import type { MailService } from '../platform/mime/service-headers.ts';
import type { RspamdServer } from '../platform/spam/rspamd-url.ts';
import type { MailReach } from '../platform/smtp/mail-reach.ts';
import type { Mailer } from '../platform/smtp/mailer.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';

/** The parts of the application, the same for every request, command and job of a process. */
export interface Services {
  orm: MikroORM;
  log: Log;
  clock: Clock;
  wakeups: Wakeups;
  /** Signs cursors and links. */
  secret: string;
  /** Former secrets, so that links signed with them still work. */
  earlierSecrets: string[];
  /** Links in mails start with it. */
  baseUrl: string;
  mailFrom: Mailbox;
  /** Mail to this address reaches Postline; undefined if there is none. */
  bounceAddress: string | undefined;
  /** Whether each mail of a run has a return path of its own at that address. */
  hasReturnPaths: boolean;
  /** The services that tell of bounces and complaints, each by a header in the mails of a run. */
  mailServices: readonly MailService[];
  /** Rates a mail before a launch; undefined if there is none. */
  spamFilter: RspamdServer | undefined;
  /** Number of soft bounces in a row that suppress an address; 0 if none do. */
  softBounces: number;
  mailer: Mailer;
  /** Whether a server of account mails takes addresses that go beyond ASCII before their @ (SMTPUTF8). */
  accountMailTakesUtf8: () => Promise<boolean>;
  dns: DnsLookup;
  /** The servers that the configuration names for mailings and for mails about accounts. */
  smtpServers: readonly SmtpServer[];
  /** The addresses that mail leaves from, if they are known. */
  outgoingIps: readonly string[];
  rateLimits: RateLimits;
  cache: Cache;
  registration: Config['registration'];
  /** Mails are caught on this machine, to be read at /mailbox, instead of being sent. */
  catchesMail: boolean;
  mailReach: MailReach;
  /** The same of mails about accounts, which may have a server of their own. */
  accountMailReach: MailReach;
  newAccounts: Config['newAccounts'];
  /** Whether webhooks may call addresses on this machine and in private networks, also without TLS. */
  webhooksMayBePrivate: boolean;
  /** What superusers see of the installation. */
  installation: { version: string; settings: readonly ListedSetting[] };
}

/** An entity manager that is forked when it is first used: many requests are answered without one. */
abstract class Forking {
  abstract readonly fork: () => EntityManager;

  /**
   * Not among a context's own properties: Apollo copies those of every request, which would fork. A copy by
   * spreading has none, and does not compile; see `copyContext`.
   */
  get em(): EntityManager {
    return this.fork();
  }
}

/** What a single request, command or job works with: its actor, and an entity manager of its own. */
export interface Context extends Services, Forking {
  actor: Actor;
  /** The language of the response. */
  locale: Locale;
  /** How a launch from here is recorded. */
  trigger: TriggerType;
  /** The client's network address according to trusted proxies; absent for commands and jobs. */
  ip?: string;
  /** The User-Agent header of a browser or program. */
  userAgent?: string;
  /** Sets a cookie in the response; absent without a browser. */
  setCookie?: (cookie: string) => void;
  /** For long operations: returns a context for the same viewer with current rights. */
  renew?: () => Promise<Context>;
}

/**
 * The only place that forks the entity manager. `useContext` lets everything inside `em.transactional` join
 * that transaction, also through this same `ctx.em`.
 */
export function createContext(
  services: Services,
  viewer: Pick<Context, 'actor' | 'trigger' | 'ip' | 'userAgent' | 'setCookie'> & { locale?: Locale },
): Context {
  let em: EntityManager | undefined;
  return Object.assign(Object.create(baseOf(services)) as Context, {
    fork: () => (em ??= services.orm.em.fork({ useContext: true, disableContextResolution: true })),
    locale: viewer.actor.locale,
    ...viewer,
  });
}

const bases = new WeakMap<Services, object>();

/** What all contexts with these services inherit, so that making and copying one takes little time. */
function baseOf(services: Services): object {
  const known = bases.get(services);
  if (known) return known;
  const em = Object.getOwnPropertyDescriptor(Forking.prototype, 'em')!;
  const base = Object.create(services, { em }) as object;
  bases.set(services, base);
  return base;
}

/** Returns a copy with changes, which shares the entity manager. */
export const copyContext = (ctx: Context, changes: Partial<Omit<Context, 'em' | 'fork'>>): Context =>
  Object.assign(Object.create(Object.getPrototypeOf(ctx) as object), ctx, changes);

/** Something that is created once for each context on demand, such as a dataloader. */
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
 * A dataloader for each context: loads the values of many keys by one statement, in the order of the keys. It
 * does not cache: after a change in the same request it would return old values.
 */
export const loaderOf = <K, V>(load: (ctx: Context, keys: readonly K[]) => Promise<V[]>) =>
  perContext((ctx) => new DataLoader<K, V>((keys) => load(ctx, keys), { maxBatchSize: 1000, cache: false }));
