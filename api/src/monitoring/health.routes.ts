import type { Context } from '../context/context.ts';
import type { Route } from '../http/route.ts';
import { probeSmtp } from '../platform/smtp/probe-smtp.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { countSenders } from '../sending/living-senders.ts';

type Part = 'ok' | 'unreachable';

/** The state of what an installation needs to work. */
interface Readiness {
  database: Part;
  jobs: Part;
  /** `degraded` if some of several mail servers can be reached. */
  mail: Part | 'degraded';
  /** Sender processes on any machine. */
  senders: 'ok' | 'none' | 'unknown';
}

const REMEMBERED = 5000;

/**
 * For process managers and load balancers: whether the process lives, and whether everything that it needs is
 * available.
 */
export function healthRoutes(mailServers: SmtpServer[]): Route[] {
  let mail: { at: number; answers: Promise<boolean[]> } | undefined;

  /**
   * Checked every five seconds at most: mail servers belong to somebody else, and this route is public.
   */
  function mailAnswers(): Promise<boolean[]> {
    if (!mail || performance.now() - mail.at > REMEMBERED) {
      mail = { at: performance.now(), answers: Promise.all(mailServers.map(probeSmtp)) };
    }
    return mail.answers;
  }

  return [
    { method: 'get', path: '/healthz', isForAll: true, handle: async () => Response.json({ status: 'ok' }) },
    {
      method: 'get',
      path: '/readyz',
      isForAll: true,
      cost: 100,
      async handle(ctx) {
        const [senders, answers, isStoreAway] = await Promise.all([
          findSenders(ctx),
          mailAnswers(),
          ctx.wakeups.isStoreAway(),
        ]);
        const readiness: Readiness = {
          database: senders === null ? 'unreachable' : 'ok',
          jobs: isStoreAway ? 'unreachable' : 'ok',
          mail: answers.every(Boolean) ? 'ok' : answers.some(Boolean) ? 'degraded' : 'unreachable',
          senders: senders === null ? 'unknown' : senders > 0 ? 'ok' : 'none',
        };
        const isReady = Object.values(readiness).every((part) => part === 'ok' || part === 'degraded');
        return Response.json(readiness, { status: isReady ? 200 : 503 });
      },
    },
  ];
}

/** Number of senders that are alive; null while the database cannot be reached. */
async function findSenders(ctx: Context): Promise<number | null> {
  try {
    return await countSenders(ctx);
  } catch (error) {
    ctx.log.warn({ err: error }, 'The database cannot be reached.');
    return null;
  }
}
