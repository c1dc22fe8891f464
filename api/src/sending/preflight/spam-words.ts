import type { Locale } from '../../language/locale.ts';

/**
 * What the usual rules of rspamd are about, and what to do. Its own descriptions are English, and written for who
 * runs the filter.
 */
const symbols: Record<string, Record<Locale, string>> = {
  R_SPF_FAIL: {
    EN: 'The SPF record does not permit the server that the email came from',
    RU: 'Запись SPF не разрешает серверу, с которого пришло письмо',
  },
  R_SPF_SOFTFAIL: {
    EN: 'The SPF record doubts the server that the email came from',
    RU: 'Запись SPF сомневается в сервере, с которого пришло письмо',
  },
  R_SPF_NA: { EN: 'The domain has no SPF record', RU: 'У домена нет записи SPF' },
  R_DKIM_REJECT: { EN: 'The DKIM signature is not valid', RU: 'Подпись DKIM недействительна' },
  R_DKIM_NA: { EN: 'The email has no DKIM signature', RU: 'У письма нет подписи DKIM' },
  R_DKIM_PERMFAIL: {
    EN: 'The DKIM record cannot be found or read',
    RU: 'Запись DKIM не найдена или содержит ошибку',
  },
  DMARC_NA: { EN: 'The domain has no DMARC record', RU: 'У домена нет записи DMARC' },
  DMARC_POLICY_REJECT: {
    EN: 'DMARC fails, and the record asks to reject such emails',
    RU: 'Проверка DMARC не пройдена, а запись просит отклонять такие письма',
  },
  DMARC_POLICY_QUARANTINE: {
    EN: 'DMARC fails, and the record asks to treat such emails as spam',
    RU: 'Проверка DMARC не пройдена, а запись просит считать такие письма спамом',
  },
  DMARC_POLICY_SOFTFAIL: { EN: 'DMARC fails', RU: 'Проверка DMARC не пройдена' },
  RDNS_NONE: {
    EN: 'The address of the server has no name (PTR)',
    RU: 'У адреса сервера нет имени (PTR)',
  },
  HFILTER_HOSTNAME_UNKNOWN: {
    EN: 'The name of the server does not lead to its address',
    RU: 'Имя сервера не указывает на его адрес',
  },
  HFILTER_HELO_IP_A: {
    EN: 'The name that the server introduces itself with belongs to another address',
    RU: 'Имя, которым представляется сервер, принадлежит другому адресу',
  },
  FORGED_SENDER: {
    EN: 'The sender of the envelope differs from the From address',
    RU: 'Отправитель в конверте отличается от адреса From',
  },
  FROM_NEQ_ENVFROM: {
    EN: 'The sender of the envelope differs from the From address',
    RU: 'Отправитель в конверте отличается от адреса From',
  },
  FROM_NO_DN: { EN: 'The sender has no name', RU: 'У отправителя нет имени' },
  MIME_HTML_ONLY: { EN: 'The email has no text part', RU: 'В письме нет текстовой части' },
  R_PARTS_DIFFER: {
    EN: 'The text part says something else than the HTML',
    RU: 'Текстовая часть отличается от HTML',
  },
  R_MIXED_CHARSET: {
    EN: 'Letters of different scripts are mixed within words',
    RU: 'В словах смешаны буквы разных алфавитов',
  },
  R_WHITE_ON_WHITE: {
    EN: 'Text has the color of its background',
    RU: 'Цвет текста совпадает с цветом фона',
  },
  ZERO_FONT: { EN: 'Text of size zero is hidden', RU: 'Скрыт текст нулевого размера' },
  MANY_INVISIBLE_PARTS: { EN: 'Much of the email is invisible', RU: 'Большая часть письма невидима' },
  HTML_SHORT_LINK_IMG_1: {
    EN: 'There is an image with a link and hardly any text',
    RU: 'Картинка со ссылкой и почти без текста',
  },
  HTML_SHORT_LINK_IMG_2: {
    EN: 'There is an image with a link and little text',
    RU: 'Картинка со ссылкой и мало текста',
  },
  PHISHING: {
    EN: 'A link shows another address than the one it leads to',
    RU: 'Ссылка показывает один адрес, а ведёт на другой',
  },
  SUBJ_ALL_CAPS: { EN: 'The subject is in capitals', RU: 'Тема написана заглавными буквами' },
  SUBJECT_ENDS_EXCLAIM: {
    EN: 'The subject ends with an exclamation mark',
    RU: 'Тема оканчивается восклицательным знаком',
  },
  MISSING_SUBJECT: { EN: 'The email has no subject', RU: 'У письма нет темы' },
  URIBL_BLACK: { EN: 'A link leads to a listed site', RU: 'Ссылка ведёт на сайт из чёрного списка' },
  DBL_SPAM: { EN: 'A link leads to a listed site', RU: 'Ссылка ведёт на сайт из чёрного списка' },
  BAYES_SPAM: {
    EN: 'The words resemble those of spam that the filter has learned',
    RU: 'Слова похожи на спам, который изучил фильтр',
  },
  BAYES_HAM: {
    EN: 'The words resemble those of wanted emails that the filter has learned',
    RU: 'Слова похожи на нужные письма, которые изучил фильтр',
  },
  FUZZY_DENIED: { EN: 'The email resembles known spam', RU: 'Письмо похоже на известный спам' },
  PRECEDENCE_BULK: { EN: 'The email says that it is bulk', RU: 'Письмо сообщает, что оно массовое' },
  HAS_LIST_UNSUB: {
    EN: 'The email offers to unsubscribe',
    RU: 'Письмо предлагает отписаться',
  },
};

/** What a rule of the spam filter is about; null if it is not one of the usual ones. */
export const wordsOfSymbol = (locale: Locale, name: string): string | null => symbols[name]?.[locale] ?? null;

const actions: Record<string, Record<Locale, string>> = {
  reject: { EN: 'reject it', RU: 'отклонить' },
  'soft reject': { EN: 'put it off', RU: 'отложить' },
  'add header': { EN: 'mark it as spam', RU: 'пометить как спам' },
  'rewrite subject': { EN: 'change its subject', RU: 'изменить тему' },
};

/** What the filter would do with the email; in its own words if that is unusual. */
export const wordsOfAction = (locale: Locale, action: string): string => actions[action]?.[locale] ?? action;
