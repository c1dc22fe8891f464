import type { ReplyKind, ReplyReason, ReplyRule } from './reply-reasons.ts';
import { replyRules } from './reply-rules.ts';

export interface ReplyMeaning {
  kind: ReplyKind;
  reason: ReplyReason;
}

const MAX_REPLY = 1000;

/**
 * Returns what a server's refusal means, by its enhanced code and by parts of its words. Uses no regular
 * expressions on the words, so that the time is linear in the reply. UNKNOWN if no rule matches; a 421
 * without a known reason is BUSY.
 */
export function classifyReply(reply: string): ReplyMeaning {
  const rule = ruleFor(reply);
  if (rule) return { kind: rule.kind, reason: rule.reason };
  const kind = reply.startsWith('421') ? 'BUSY' : 'UNKNOWN';
  return { kind, reason: kind };
}

/** Returns the first rule that a reply matches. */
export function ruleFor(reply: string): ReplyRule | undefined {
  const { first, code, words } = readReply(reply.slice(0, MAX_REPLY));
  return replyRules.find(
    ({ classes, codes, words: parts }) =>
      classes.includes(first) &&
      ((code !== null && codes?.includes(code)) || parts?.some((part) => words.includes(part))),
  );
}

interface Reply {
  /** The first digit of the reply code. */
  first: string;
  /** The enhanced status code without its class, from any line. */
  code: string | null;
  /** All lines in lower case, without codes and addresses. */
  words: string;
}

function readReply(reply: string): Reply {
  let code: string | null = null;
  const words: string[] = [];
  for (const line of reply.split('\n')) {
    const [token = '', ...rest] = withoutReplyCode(line.trim()).split(' ');
    const found = enhancedStatus(token);
    code ??= found;
    words.push(...(found === null ? [token, ...rest] : rest));
  }
  // spamfan@example.org is somebody's address, not a reason.
  const plain = words.filter((word) => word !== '' && !word.includes('@'));
  return { first: reply[0] ?? '', code, words: ` ${plain.join(' ').toLowerCase()} ` };
}

function withoutReplyCode(line: string): string {
  const isCode = line.length >= 3 && isNumber(line.slice(0, 3));
  return isCode ? line.slice(3).replace(/^[ -]/, '').trimStart() : line;
}

/** Returns `7.26` of `5.7.26`, also as qmail writes it: `(#5.7.26)`. */
function enhancedStatus(token: string): string | null {
  const [major = '', ...rest] = token.replace(/^[#(]{1,2}/, '').split('.');
  const isStatus =
    rest.length === 2 &&
    ['4', '5'].includes(major) &&
    rest.every((part) => part.length <= 3 && isNumber(part));
  return isStatus ? rest.join('.') : null;
}

const isNumber = (text: string) => /^\d+$/.test(text);
