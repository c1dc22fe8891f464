import { Migration } from '@mikro-orm/migrations';

export class Migration20261130013000_failure_words extends Migration {
  override name = 'Migration20261130013000_failure_words';

  /** As `failureReasonSql` made it, so that failures are counted by the rules that replies are understood by. */
  override up(): void {
    this
      .addSql(String.raw`create or replace function "failure_reason"("status" text, "code" int, "reply" text) returns text
  language plpgsql immutable parallel safe as $$
  declare
    "first" text := left("reply", 1);
    "given" text := regexp_replace(left("reply", 1000), '^\s*([0-9]{3}[ -]{0,1}\s*){0,1}', '', 'gn');
    "detail" text := (regexp_match("given", '^[#(]{0,2}[45]\.([0-9]{1,3}\.[0-9]{1,3})( |$)', 'n'))[1];
    "words" text := ' ' || lower(regexp_replace(regexp_replace(
      regexp_replace("given", '^[#(]{0,2}[45]\.[0-9]{1,3}\.[0-9]{1,3}( |$)', ' ', 'gn'),
      '[^ \n]*@[^ \n]*', '', 'g'), '[ \n]+', ' ', 'g')) || ' ';
  begin
    return case
      when "status" = 'UNKNOWN' then 'REPLY_LOST'
      when "code" is null then case when "reply" ~* 'timeout|timedout|timed out|never received|no answer|in time' then 'NO_ANSWER' else 'NO_CONNECTION' end
      when "first" = '5' and ("words" like any (array['%not listed in domino directory%', '%not listed in public name%', '%blocked due to inactivity%', '%user is terminated%'])) then 'NO_SUCH_MAILBOX'
      when "first" = '5' and ("words" like any (array['%receiving mail at a rate%', '%receiving mail too quickly%'])) then 'TOO_MANY'
      when "first" = '4' and ("words" like any (array['%greylist%', '%graylist%', '%grey-list%', '%grey list%', '%try again in 5 min%', '%first time sender%'])) then 'GREYLISTED'
      when "first" in ('4', '5') and ("detail" in ('2.2') or "words" like any (array['%over quota%', '%overquota%', '%quota exceeded for%', '%mailbox full%', '%mailbox is full%', '%out of storage%', '%exceeded storage%', '%mailbox quota%', '%mailbox size limit%', '%quotaexceeded%', '%user has exceeded%', '%disk quota%', '%inbox is full%', '%exceeded storage allocation%', '%mailfolder is over%', '%over the allowed quota%', '%mail box is full%', '%mailbox exceeds%', '%insufficient storage space%', '%not enough space%', '%not enough storage%'])) then 'MAILBOX_FULL'
      when "first" in ('4', '5') and ("detail" in ('7.26', '7.515') or "words" like any (array['%unauthenticated%', '%does not meet the required authentication%', '%email authentication%'])) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.25') or "words" like any (array['%ptr record%', '%ptr resource record%', '%reverse dns%', '%rdns%', '%reverse hostname%', '%cannot find your hostname%'])) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.23', '7.24', '7.27')) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.20', '7.21', '7.22', '7.30')) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.31')) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.32')) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("detail" in ('7.29') or "words" like any (array['%must issue a starttls%', '%encryption required%', '%tls is required%', '%requires tls%'])) then 'TAKEN_FOR_SPAM'
      when "first" in ('4', '5') and ("words" like any (array['%daily message quota%', '%sending quota%', '%sending limit%', '%daily limit%', '%monthly limit%', '%hourly limit%', '%maximum credits exceeded%', '%submission quota%', '%daily user sending%'])) then 'TOO_MANY'
      when "first" in ('4', '5') and ("detail" in ('7.28', '7.650', '7.651', '7.705', '2.121', '2.122') or "words" like any (array['%unusual rate%', '%rate limit%', '%ratelimit%', '%too many messages%', '%too much mail%', '%too many connections%', '%too many recipients%', '%too many mails%', '%throttl%', '%temporarily deferred%', '%slow down%', '%too fast%', '%sending rate%', '%frequency limited%', '%exceeded threshold%', '%receive limit%', '%too many unknown%', '%too many invalid%', '%too many bad%', '%too many nonexistent%'])) then 'TOO_MANY'
      when "first" in ('4', '5') and ("detail" in ('7.511', '7.606', '7.607', '7.708') or "words" like any (array['%spamhaus%', '%spamcop%', '%barracuda%', '%blocklist%', '%block list%', '%blacklist%', '%black list%', '%denylist%', '%blocked using%', '%listed in%', '%listed at%', '%dnsbl%', '% rbl%', '%part of their network is on%', '%banned sending ip%'])) then 'TAKEN_FOR_SPAM'
      when "first" in ('4', '5') and ("detail" in ('7.64') or "words" like any (array['%relaying denied%', '%relaying is denied%', '%relay access denied%', '%unable to relay%', '%relay not permitted%', '%not permitted to relay%', '%relaying not allowed%', '%authentication required%', '%authentication is required%', '%not authenticated to send%', '%must be authenticated%', '%client host rejected%'])) then 'TAKEN_FOR_SPAM'
      when "first" in ('4', '5') and ("detail" in ('1.7', '1.8') or "words" like any (array['%sender verif%', '%sender address%', '%address of sender%', '%domain of sender%', '%your from %', '%your sender%', '%your helo%', '%message-id is%', '%sender address rejected%', '%sender rejected%', '%sender domain%', '%sender not allowed%', '%address is not verified%', '%domain is not verified%', '%not verified%', '%not authorized to send%', '%not allowed to send as%', '%not owned by user%', '%verify a valid sender%'])) then 'TAKEN_FOR_SPAM'
      when "first" in ('4', '5') and ("words" like any (array['%poor reputation%', '%low reputation%', '%bad reputation%', '%reputation of%', '%user complaints%', '%complaint rate%'])) then 'TAKEN_FOR_SPAM'
      when "first" in ('4', '5') and ("words" like any (array['%dmarc%'])) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("words" like any (array['%dkim%'])) then 'NOT_AUTHENTICATED'
      when "first" in ('4', '5') and ("words" like any (array['%spf %'])) then 'NOT_AUTHENTICATED'
      when "first" = '5' and ("words" like any (array['%rejected as spam%', '%considered spam%', '%detected as spam%', '%suspicion of spam%', '%spam message%'])) then 'TAKEN_FOR_SPAM'
      when "first" = '5' and ("words" like any (array['%due to policy%', '%policy restrictions%', '%local policy%', '%blocked by policy%', '%ip is blocked%', '%ip address is blocked%', '%your ip%'])) then 'TAKEN_FOR_SPAM'
      when "first" = '5' and ("detail" in ('1.2', '4.4') or "words" like any (array['%domain not found%', '%no such domain%', '%couldn''t find any host named%', '%host or domain name not found%', '%(nullmx)%', '%null mx%', '%no mail host%'])) then 'NO_SUCH_DOMAIN'
      when "first" = '5' and ("detail" in ('2.1') or "words" like any (array['%account is disabled%', '%account has been disabled%', '%mailbox is disabled%', '%account that you tried to reach is disabled%', '%account is inactive%', '%inactive email address%', '%mailbox is inactive%', '%account is not active%', '%account not available%', '%rejected: mailbox is blocked%'])) then 'MAILBOX_DISABLED'
      when "first" = '5' and ("detail" in ('1.0', '1.1', '1.3', '1.6', '1.10') or "words" like any (array['%user unknown%', '%unknown user%', '%no such user%', '%no such mailbox%', '%no such recipient%', '%no such address%', '%does not exist%', '%doesn''t exist%', '%user not found%', '%mailbox not found%', '%recipient not found%', '%recipientnotfound%', '%invalid mailbox%', '%invalid recipient%', '%unknown recipient%', '%unknown address%', '%mailbox unavailable%', '%no mailbox here%', '%doesn''t have a%', '%not a valid mailbox%', '%unrouteable address%', '%unroutable address%', '%recipient address rejected: access denied. as(%', '%all recipient addresses rejected : access denied%', '%no such person%', '%user not exist%', '%mailbox not exist%', '%is not existed%', '%benutzer unbekannt%', '%unbekannter benutzer%', '%empfänger unbekannt%', '%utilisateur inconnu%', '%destinataire inconnu%', '%usuario desconocido%', '%пользователь не найден%', '%ящик не существует%', '%address rejected: user%', '%no longer valid%', '%this user doesn''t%', '%not our customer%', '%unknown or illegal alias%', '%no longer on server%', '%not a valid recipient%', '%recipient name is not recognized%', '%no such account%', '%destinataire invalide%', '%recipient unknown%', '%addressee unknown%', '%invalid address%'])) then 'NO_SUCH_MAILBOX'
      when "first" in ('4', '5') and ("detail" in ('3.4', '2.3') or "words" like any (array['%too large%', '%too big%', '%size exceeds%', '%message size%', '%exceeds size%', '%size limit%'])) then 'TOO_LARGE'
      when "first" in ('4', '5') and ("detail" in ('6.0') or "words" like any (array['%spam%', '%unsolicited%', '%virus%', '%malware%', '%phish%', '%suspicious%', '%message content%', '%content reject%', '%bad url%', '%because of its content%'])) then 'TAKEN_FOR_SPAM'
      when "first" = '4' and ("detail" in ('3.0', '3.1', '3.2', '3.5', '4.1', '4.2', '4.3', '4.5', '5.0') or "words" like any (array['%service unavailable%', '%not available%', '%server busy%', '%temporar%', '%local error%', '%local problem%', '%try again later%', '%insufficient system%', '%timed out%', '%timeout%', '%internal error%', '%shutting down%', '%lookup failure%', '%resources%'])) then case when "code" < 500 then 'REFUSED_FOR_NOW' else 'REFUSED' end
      when "first" = '5' and ("detail" in ('3.0', '3.2', '3.5', '4.6', '4.7', '4.14', '4.300', '4.316', '4.317') or "words" like any (array['%local configuration error%', '%loops back to%', '%mail loop%', '%too many hops%', '%hop count%', '%internal error%', '%queue.expired%', '%message expired%', '%delivery time expired%', '%retry timeout exceeded%', '%connection timed out%', '%connection refused%'])) then case when "code" < 500 then 'REFUSED_FOR_NOW' else 'REFUSED' end
      when "first" = '5' and ("detail" in ('7.1', '7.9', '7.124', '7.133', '7.134', '7.136', '7.501', '7.502', '7.503', '7.520') or "words" like any (array['%policy%', '%access denied%', '%rejected by%', '%blocked%', '%not allowed%', '%prohibit%', '%refused%'])) then 'TAKEN_FOR_SPAM'
      when "code" < 500 then 'REFUSED_FOR_NOW'
      else 'REFUSED'
    end;
  end $$;`);
  }

  /** The function has the same form as the one before it, which earlier versions can use as well. */
  override down(): void {}
}
