import type { Context } from '../context/context.ts';
import type { Route } from '../http/route.ts';
import { probeSmtp } from '../platform/smtp/probe-smtp.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';

type Part = 'ok' | 'unreachable';

/** What an installation needs to do its work. */
interface Readiness {
  database: Part;
  jobs: Part;
  mail: Part;
  /** Sender processes, anywhere. */
  senders: 'ok' | 'none' | 'unknown';
}

const REMEMBERED = 5000;

/** For those who restart processes and spread requests: whether the process lives, and whether everything it needs is there. */
export function healthRoutes(mailServer: SmtpServer): Route[] {
  let mail: { at: number; answers: Promise<boolean> } | undefined;

  /** Asked every five seconds at most: the mail server is somebody else's, and this route is for all. */
  function mailAnswers(): Promise<boolean> {
    if (!mail || performance.now() - mail.at > REMEMBERED) {
      mail = { at: performance.now(), answers: probeSmtp(mailServer) };
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
        const [senders, answers] = await Promise.all([countSenders(ctx), mailAnswers()]);
        const readiness: Readiness = {
          database: senders === null ? 'unreachable' : 'ok',
          jobs: ctx.wakeups.isStoreAway() ? 'unreachable' : 'ok',
          mail: answers ? 'ok' : 'unreachable',
          senders: senders === null ? 'unknown' : senders > 0 ? 'ok' : 'none',
        };
        const isReady = Object.values(readiness).every((part) => part === 'ok');
        return Response.json(readiness, { status: isReady ? 200 : 503 });
      },
    },
  ];
}

/** The senders that are alive; null while the database is away. */
async function countSenders(ctx: Context): Promise<number | null> {
  try {
    const [row] = await ctx.em.execute<{ senders: string }[]>(
      'select count(*) as senders from worker where expires_at > now()',
    );
    return Number(row!.senders);
  } catch (error) {
    ctx.log.warn({ err: error }, 'The database cannot be reached.');
    return null;
  }
}
