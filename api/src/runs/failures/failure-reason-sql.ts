import type { ReplyReason, ReplyRule } from '../../platform/smtp/reply-reasons.ts';
import { replyRules } from '../../platform/smtp/reply-rules.ts';
import type { FailureReason } from '../failure-reason.ts';

type Known = Exclude<ReplyReason, 'BUSY' | 'UNKNOWN'>;

const failures: Record<Known, FailureReason> = {
  NO_MAILBOX: 'NO_SUCH_MAILBOX',
  MAILBOX_FULL: 'MAILBOX_FULL',
  GREYLISTED: 'GREYLISTED',
  UNAUTHENTICATED: 'NOT_AUTHENTICATED',
  NO_PTR: 'NOT_AUTHENTICATED',
  SPF: 'NOT_AUTHENTICATED',
  DKIM: 'NOT_AUTHENTICATED',
  NO_DMARC: 'NOT_AUTHENTICATED',
  NOT_ALIGNED: 'NOT_AUTHENTICATED',
  QUOTA: 'TOO_MANY',
  RATE: 'TOO_MANY',
  TOO_LARGE: 'TOO_LARGE',
  CONTENT: 'TAKEN_FOR_SPAM',
  BLOCKLISTED: 'TAKEN_FOR_SPAM',
  REPUTATION: 'TAKEN_FOR_SPAM',
  NO_TLS: 'TAKEN_FOR_SPAM',
  RELAY_DENIED: 'TAKEN_FOR_SPAM',
  SENDER_REFUSED: 'TAKEN_FOR_SPAM',
  POLICY: 'TAKEN_FOR_SPAM',
};

/** Returns why a mail failed by the rule that its reply matches; null if only the reply's code tells. */
export function failureOf({ reason, detail }: Pick<ReplyRule, 'reason' | 'detail'>): FailureReason | null {
  if (reason === 'BUSY' || reason === 'UNKNOWN') return null;
  if (reason !== 'NO_MAILBOX' || !detail) return failures[reason];
  return detail === 'DOMAIN' ? 'NO_SUCH_DOMAIN' : 'MAILBOX_DISABLED';
}

/**
 * Returns the statement for the database function `failure_reason`, made from the rules by which replies are
 * understood everywhere else. Attempts are counted by reason where they are inserted, in the database; when
 * the rules change, a migration takes over what this returns. Not in SQL, which would read the reply again for
 * each rule.
 */
export const failureReasonSql =
  () => `create or replace function "failure_reason"("status" text, "code" int, "reply" text) returns text
  language plpgsql immutable parallel safe as $$
  declare
    "first" text := left("reply", 1);
    "given" text := regexp_replace(left("reply", 1000), '^\\s*([0-9]{3}[ -]{0,1}\\s*){0,1}', '', 'gn');
    "detail" text := (regexp_match("given", '^[#(]{0,2}[45]\\.([0-9]{1,3}\\.[0-9]{1,3})( |$)', 'n'))[1];
    "words" text := ' ' || lower(regexp_replace(regexp_replace(
      regexp_replace("given", '^[#(]{0,2}[45]\\.[0-9]{1,3}\\.[0-9]{1,3}( |$)', ' ', 'gn'),
      '[^ \\n]*@[^ \\n]*', '', 'g'), '[ \\n]+', ' ', 'g')) || ' ';
  begin
    return case
      when "status" = 'UNKNOWN' then 'REPLY_LOST'
      when "code" is null then case when "reply" ~* 'timeout|timedout|timed out|never received|no answer|in time' then 'NO_ANSWER' else 'NO_CONNECTION' end
${replyRules.map((rule) => `      ${branch(rule)}`).join('\n')}
      when "code" < 500 then 'REFUSED_FOR_NOW'
      else 'REFUSED'
    end;
  end $$;`;

function branch(rule: ReplyRule): string {
  const failure = failureOf(rule);
  const tests = [
    ...(rule.codes ? [`"detail" in (${rule.codes.map(literal).join(', ')})`] : []),
    ...(rule.words
      ? [`"words" like any (array[${rule.words.map((part) => literal(`%${plain(part)}%`)).join(', ')}])`]
      : []),
  ];
  const isOfClass = rule.classes === '45' ? `"first" in ('4', '5')` : `"first" = '${rule.classes}'`;
  const becomes =
    failure === null ? `case when "code" < 500 then 'REFUSED_FOR_NOW' else 'REFUSED' end` : `'${failure}'`;
  return `when ${isOfClass} and (${tests.join(' or ')}) then ${becomes}`;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Without what LIKE gives a meaning. */
const plain = (text: string) => text.replace(/[%_\\]/g, String.raw`\$&`);
