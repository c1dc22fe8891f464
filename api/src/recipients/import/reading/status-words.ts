import type { RecipientStatus } from '../../recipient.entity.ts';
import { plain } from './plain-text.ts';

/**
 * What a word says of a subscription. UNCONFIRMED is neither a yes nor a no: the person was asked, and has not
 * answered yet.
 */
type SaidStatus = RecipientStatus | 'UNCONFIRMED';

/**
 * Words for a subscription's status in products and by people, in several languages; without case, accents
 * and punctuation.
 */
const words: Record<SaidStatus, string> = {
  ACTIVE: `active, explicit, implicit, express, subscribed, subscriber, enabled, confirmed, valid, opted in, opt in, optin, ok, new, available, temp unreachable,
    temporarily unreachable, spam folder, новый, новая, доступен, доступна, временно недоступен,
    активен, активна, активный, активная, подписан, подписана, подписался, подписалась, подписчик, подписанный,
    aktiv, angemeldet, abonniert, bestätigt, abonné, abonnée, actif, inscrit, inscrite, suscrito, suscrita, activo, activa,
    iscritto, iscritta, attivo, attiva, subscrito, ativo, ativa, inscrito, inscrita, zapisany, zapisana, aktywny, aktywna,
    aangemeld, actief, підписаний, підписана, активний, aktif`,
  UNSUBSCRIBED: `unsubscribed, unsubscribe, unsub, optout, opt out, opted out, inactive, disabled, blocked, blocklisted,
    blacklisted, suppressed, user suppressed, manual suppression, archived, removed, nonsubscribed, non subscribed, not subscribed, never subscribed, do not email, do not mail,
    do not contact, no mail, no consent, cancelled, canceled, deleted, удален, удалена, отписан, отписана, отписался, отписалась, отписавшийся, отписка, отказ, отказался, отказалась,
    неактивен, неактивна, неактивный, не активен, заблокирован, заблокирована, архив, не подписан, не подписана, не рассылать,
    не писать, не беспокоить, черный список, abgemeldet, abbestellt, ausgetragen, inaktiv, gesperrt, gekündigt, nicht abonniert,
    nicht angemeldet, désabonné, désabonnée, désinscrit, désinscrite, inactif, bloqué, non abonné, non inscrit, desuscrito, baja,
    cancelado, cancelada, inactivo, inactiva, bloqueado, dado de baja, no suscrito, disiscritto, disiscritta, cancellato,
    cancellata, annullato, inattivo, bloccato, non iscritto, descadastrado, inativo, não inscrito, wypisany, wypisana,
    niezapisany, nieaktywny, zablokowany, afgemeld, uitgeschreven, inactief, geblokkeerd, відписаний, відписана, відписався,
    неактивний, pasif`,
  BOUNCED: `bounced, bounce, cleaned, hardbounce, hardbounced, softbounce, hard bounce, hard bounced, soft bounce, soft bounced,
    undeliverable, undelivered, unreachable, invalid, invalid email, nonexistent, does not exist, mailbox full, failed, failure, недоступен,
    недоступна, недоступный, недействителен, недействительный, недействительна, ошибка, возврат, возвращено, очищен, очищена,
    очищенный, несуществующий, не существует, недоставлено, не доставлено, ошибка доставки, не доставляется, невалидный,
    bereinigt, unzustellbar, ungültig, nicht zustellbar, nettoyé, nettoyée, invalide, injoignable, rebotado, rebotada, limpiado,
    limpiada, inválido, inexistente, respinto, ripulito, devolvido, limpo, wyczyszczony, odbity, niedostarczony, onbestelbaar,
    очищений`,
  COMPLAINED: `complained, complaint, complaints, spam, spam complaint, abuse, abuse complaint, marked as spam, reported,
    пожаловался, пожаловалась, жалоба, жалобы, спам, жалоба на спам, пожаловался на спам,
    пожаловалась на спам, beschwerde, plainte, queja, denuncia, reclamo, reclamação,
    skarga, klacht, скарга`,
  UNCONFIRMED: `unconfirmed, not confirmed, not yet confirmed, pending, pending confirmation, awaiting confirmation, waiting confirmation,
    invited, not activated, unactivated, activation requested, opt in pending, unverified, validating, confirmation pending, не активирован, не активирована,
    не подтвержден, не подтверждена, не подтвердил, не подтвердила, неподтвержденный, ожидает подтверждения, ожидает активации,
    приглашен, приглашена, unbestätigt, nicht bestätigt, ausstehend, en attente, non confirmé, non confirmée, pendiente, sin confirmar,
    no confirmado, in attesa, non confermato, pendente, não confirmado, oczekujący, niepotwierdzony, onbevestigd, не підтверджений, onaylanmadı`,
};

const known = new Map<string, SaidStatus>();
for (const [status, list] of Object.entries(words) as [SaidStatus, string][]) {
  for (const word of list.split(',')) known.set(plain(word), status);
}

const listOf = (text: string) => new Set(text.split(',').map(plain));
const yes = listOf('yes, y, true, 1, x, да, ja, oui, sí, si, sim, tak, evet');
const no = listOf('no, n, false, 0, нет, nein, non, não, nie, hayır');
/** Titles under which a yes, or a time, means a refusal of mail. */
const refusals = listOf(
  `unsubscribed, is unsubscribed, email disabled, emails disabled, email opted out, has opted out of email, do not email,
    do not mail, do not contact, unsubscribed from all email, opted out of all email, opted out of email, email opt out, opt out,
    optout, opted out, email blacklisted, email blocklisted, blacklisted, blocklisted, suppressed, отписан, отписана, отписался,
    отписка, отписан от рассылки, отписался от рассылки, отказ от рассылки, отказ от рассылок, отказ от подписки, не рассылать,
    не отправлять, не писать, стоп-лист, черный список, в черном списке, abgemeldet, werbesperre`,
);
/** Titles under which any value means a refusal of mail: the time of it, or its cause. */
const causes = new Map<string, Refusal>();
const anyOf: Record<Refusal, string> = {
  UNSUBSCRIBED: `unsub time, unsubscribe time, unsubscribed at, unsubscribe date, unsubscribed date, unsubscription date,
    date unsubscribed, opt out date, opted out at, email suppressions, suppression reason, дата отписки, время отписки,
    дата отказа, дата отказа от рассылки, abmeldedatum, abgemeldet am`,
  BOUNCED:
    'clean time, email hard bounce reason, hard bounce reason, bounced at, bounce date, hard bounced at',
  COMPLAINED: 'complained at, complaint date, spam complaint date, дата жалобы',
};
for (const [refusal, list] of Object.entries(anyOf) as [Refusal, string][]) {
  for (const title of listOf(list)) causes.set(title, refusal);
}

/** What databases write for a time that is not there. */
const isNever = (word: string) => no.has(word) || /^[0 ]+$/.test(word);
const isDate = (word: string) => /^(?:\d{4} \d\d? \d\d?|\d\d? \d\d? (?:\d{4}|\d\d))(?!\d)/.test(word);

export type Refusal = Exclude<RecipientStatus, 'ACTIVE'>;

/**
 * Returns the status that a value under a title stands for, or null if it is unknown. An empty value means
 * that mail may be sent. Mailchimp fills columns such as UNSUB_TIME for those who unsubscribed.
 */
export function statusOf(value: string, title: string): SaidStatus | null {
  const [word, under] = [plain(value), plain(title)];
  if (word === '' || word === 'null') return 'ACTIVE';
  const cause = causes.get(under);
  if (cause) return isNever(word) ? 'ACTIVE' : refusalIn(word, cause);
  const answer = answerOf(word, refusals.has(under));
  if (answer !== null) return answer ? 'ACTIVE' : 'UNSUBSCRIBED';
  return known.get(word) ?? null;
}

/** Whether a yes, a no or a date allows mail; null for other words. Under some titles, a yes refuses it. */
function answerOf(word: string, isRefusal: boolean): boolean | null {
  if (isRefusal && isDate(word)) return isNever(word);
  if (yes.has(word)) return !isRefusal;
  return no.has(word) ? isRefusal : null;
}

/** A cause in known words says more than the title does. */
function refusalIn(word: string, cause: Refusal): Refusal {
  const said = known.get(word);
  return said === undefined || said === 'ACTIVE' || said === 'UNCONFIRMED' ? cause : said;
}

/** Whether a value refuses mail in words that no other status uses, such as that of a customer. */
export const isPlainNo = (value: string, title: string): boolean =>
  statusOf(value, title) !== 'ACTIVE' &&
  /unsub|opt(?:ed)? ?out|no consent|unconfirm|confirmation|validating|bounce|clean|complain|spam|отпис|спам|жалоб|abgemeldet|desab|desinscrit|desuscrit/.test(
    plain(value),
  );
