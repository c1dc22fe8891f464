import type { Context } from '../../context/context.ts';
import { type Fault, warning } from '../../errors/domain-error.ts';
import { RenderError } from '../../messages/rendering/render-error.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import { greetingName } from '../../platform/smtp/greeting-name.ts';
import { askRspamd, LONGEST_RATING, type SpamVerdict } from '../../platform/spam/ask-rspamd.ts';
import type { RspamdServer } from '../../platform/spam/rspamd-url.ts';
import { UnreadableKey } from '../../senders/find-signing-keys.ts';
import { composeFirstMail, type MailToCompose } from './compose-first-mail.ts';
import type { SpamScore } from './spam-score.ts';
import { wordsOfAction, wordsOfSymbol } from './spam-words.ts';

interface JudgedSpam {
  /** Null if the filter has not rated the mail. */
  spamScore: SpamScore | null;
  found: Fault[];
}

/**
 * Asks the spam filter about one mail of a mailing, if the installation has a filter. That there is no answer
 * is a finding, and prevents nothing.
 */
export async function judgeSpam(ctx: Context, mail: MailToCompose | null): Promise<JudgedSpam> {
  if (!ctx.spamFilter || !mail) return { spamScore: null, found: [] };
  try {
    return await rate(ctx, ctx.spamFilter, mail);
  } catch (error) {
    return { spamScore: null, found: [faultOf(error)] };
  }
}

async function rate(ctx: Context, filter: RspamdServer, mail: MailToCompose): Promise<JudgedSpam> {
  const composed = await composeFirstMail(ctx, mail);
  const answer = await askRspamd(filter, { ...composed, helo: greetingName(ctx), ip: ctx.outgoingIps[0] });
  if (answer.isRated) {
    const spamScore = inWords(ctx, answer.verdict);
    return { spamScore, found: ofVerdict(ctx, spamScore) };
  }
  ctx.log.warn({ why: answer.why, detail: answer.detail }, 'The spam filter gave no score.');
  const params = { seconds: LONGEST_RATING / 1000 };
  return { spamScore: null, found: [warning(`PREFLIGHT_SPAM_${answer.why}`, BODY, params)] };
}

const inWords = ({ locale }: Context, { symbols, ...verdict }: SpamVerdict): SpamVerdict => ({
  ...verdict,
  symbols: symbols.map(({ name, score, description }) => ({
    name,
    score,
    description: wordsOfSymbol(locale, name) ?? description,
  })),
});

const BODY = ['message', 'body'];
/** Greylisting delays the first mail to a receiver, whatever is in it. */
const FINE = new Set(['no action', 'greylist']);
const MOST_REASONS = 3;

function ofVerdict({ locale }: Context, verdict: SpamVerdict): Fault[] {
  const { score, requiredScore: required, symbols } = verdict;
  if (FINE.has(verdict.action)) return [];
  const action = wordsOfAction(locale, verdict.action);
  const reasons = symbols
    .filter((symbol) => symbol.score > 0)
    .slice(0, MOST_REASONS)
    .map((symbol) => `${symbol.description ?? symbol.name} (${shown(symbol.score)})`)
    .join('; ');
  const code = reasons === '' ? 'PREFLIGHT_SPAM_UNEXPLAINED' : 'PREFLIGHT_SPAM';
  return [warning(code, BODY, { action, score: shown(score), required: shown(required), reasons })];
}

/** As the client shows scores too. */
const shown = (score: number) => Math.round(score * 10) / 10;

/** Why the mail cannot be composed, as a run would find out. */
function faultOf(error: unknown): Fault {
  if (error instanceof UnreadableKey)
    return warning('DKIM_KEY_UNREADABLE', ['senderId'], { domain: error.domain });
  if (!(error instanceof RenderError)) throw error;
  const fault = renderFault(error);
  return { ...fault, severity: 'WARNING', path: ['message', ...fault.path] };
}
