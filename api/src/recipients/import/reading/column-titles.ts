import { plain } from './plain-text.ts';

/** The meanings that a column of a file can have. */
export type KnownField =
  | 'EMAIL'
  | 'FULL_NAME'
  | 'GIVEN_NAME'
  | 'MIDDLE_NAME'
  | 'FAMILY_NAME'
  | 'COMMENT'
  | 'STATUS';

/**
 * Titles as spreadsheets, address books and mailing products write them, the most reliable first: Excel,
 * Mailchimp, Outlook, Google (`E-mail 1 - Value`), 1C and others, in a dozen languages.
 */
const titles: Record<KnownField, string> = {
  EMAIL: `email, e-mail, email address, e-mail address, emailaddress, e-mail 1 - value, email 1 - value, primary email,
    subscriber, subscriber email, recipient email, contact email, customer email, work email, e-mail 1, email 1, emails, mail,
    mail address, emailadresse, e-mail-adresse, email-adresse, mailadresse, e-mail adresse, adresse e-mail, adresse email,
    adresse électronique, person - email - work, person - email, рабочий e-mail, рабочий email, частный e-mail, личный email,
    adresse de messagerie, courriel, mél, correo, correo electrónico, dirección de correo,
    dirección de correo electrónico, indirizzo email, indirizzo e-mail, posta elettronica, endereço de email, endereço de e-mail,
    correio eletrônico, adres e-mail, adres email, emailadres, e-mailadres, e-posta, eposta, epost, e-post, sähköposti,
    эл. почта, эл почта, электронная почта, адрес электронной почты, адрес эл. почты, электронный адрес, емейл, имейл, е-мейл,
    емайл, почта, почтовый адрес, адрес email, адрес e-mail, email клиента, e-mail контрагента, електронна пошта, пошта,
    メール, メールアドレス, 电子邮件, 邮箱, 电子邮箱, 邮件地址, 이메일, address, адрес`,
  FULL_NAME: `full name, fullname, full_name, display name, name, contact name, contact, customer name, recipient name, person,
    person - name, your name, attendee name, полное имя контакта, ваше имя, ваше фио, как вас зовут, ονοματεπώνυμο, όνομα, שם מלא, שם, الاسم,
    фио, ф. и. о., ф.и.о., полное имя, фамилия имя отчество, фамилия и имя, имя и фамилия, наименование, полное наименование,
    контрагент, контактное лицо, клиент, получатель, vollständiger name, anzeigename, name vollständig, nom complet,
    nom et prénom, nombre completo, nombre y apellidos, nome completo, nome e cognome, imię i nazwisko, volledige naam, naam,
    піб, повне імʼя, ad soyad, isim, celé jméno, teljes név, 氏名, 名前, お名前, 姓名, 名字, 이름, 성명`,
  GIVEN_NAME: `first name, firstname, fname, given name, givenname, forename, vorname, prénom, nombre, nombre de pila, nome,
    primeiro nome, imię, voornaam, имя, ім'я, імʼя, förnamn, fornavn, etunimi, křestní jméno, jméno, keresztnév, ad`,
  MIDDLE_NAME: `middle name, middlename, mname, additional name, second name, отчество, по батькові, zweiter vorname,
    weitere vornamen, deuxième prénom, segundo nombre, secondo nome, drugie imię`,
  FAMILY_NAME: `last name, lastname, lname, surname, family name, familyname, фамилия, прізвище, nachname, familienname, zuname,
    nom de famille, nom, apellido, apellidos, cognome, sobrenome, último nome, nazwisko, achternaam, efternamn, etternavn,
    efternavn, sukunimi, příjmení, vezetéknév, soyad, soyadı`,
  COMMENT: `comment, comments, note, notes, remark, remarks, комментарий, комментарии, заметка, заметки, примечание, примечания,
    комментар, примітка, kommentar, kommentare, notiz, notizen, bemerkung, bemerkungen, anmerkung, anmerkungen, commentaire,
    commentaires, remarque, remarques, comentario, comentarios, notas, commento, commenti, comentário, observações, uwagi,
    notatka, opmerking, opmerkingen, notitie, not, notlar`,
  STATUS: `status, email status, member status, subscription status, subscriber status, contact status, subscription,
    email marketing status, subscribed, email availability, email blacklisted, email blocklisted, blacklisted, blocklisted,
    accepts email marketing, accepts marketing, email marketing consent, email marketing, email permission status, marketing status, person - marketing status,
    subscribed to emails, email disabled, emails disabled, email opted out, do not email, has opted out of email, email consent, email opt in, unsubscribed from all email,
    opted out of all email, opted out of email, email opt out, email hard bounce reason, hard bounce reason, статус, статус подписки,
    статус email, статус e-mail, доступность, доступность email, доступность e-mail, состояние, подписка, statut, estado, stato, stan, durum, zustand,
    abonnement, unsub time, unsub_time, unsubscribed, unsubscribed at, unsubscribe time, clean time, clean_time, opt out, отписан,
    отписался, abgemeldet, unsubscribe date, unsubscribed date, unsubscription date, date unsubscribed, opt out date, opted out at,
    email suppressions, suppression reason, suppressed, bounced at, bounce date, hard bounced at, complained at, complaint date,
    spam complaint date, is subscribed, is unsubscribed, opted out, optout, do not mail, do not contact, opt in, optin, opted in,
    marketing opt in, marketing consent, newsletter, newsletter subscription, newsletter consent, подписан, подписана,
    подписан на рассылку, подписан на рассылки, подписка на рассылку, подписка на рассылки, подписка на новости, согласие,
    согласие на рассылку, согласие на рассылки, согласие на получение рассылки, получать рассылку, получать новости, рассылка,
    отписана, отписка, отписан от рассылки, отписался от рассылки, отказ от рассылки, отказ от рассылок, отказ от подписки,
    не рассылать, не отправлять, не писать, стоп-лист, черный список, в черном списке, дата отписки, время отписки, дата отказа,
    дата отказа от рассылки, дата жалобы, abmeldedatum, abgemeldet am, werbesperre, newsletter abonniert`,
};

const ranks = new Map<KnownField, Map<string, number>>();
for (const [field, list] of Object.entries(titles) as [KnownField, string][]) {
  ranks.set(field, new Map(list.split(',').map((title, rank) => [plain(title), rank])));
}

export const knownFields = [...ranks.keys()];

/** How reliably a title indicates a field: 0 is best; null if it does not. */
export const rankOf = (field: KnownField, title: string): number | null =>
  ranks.get(field)!.get(plain(title)) ?? null;

// These mean an email address only if their values are addresses.
const UNSURE = new Set(['address', 'адрес', 'subscriber', 'почта', 'почтовый адрес', 'mail', 'contact']);

/** Whether a title means email addresses, whatever its values are. */
export const isSurelyEmail = (title: string): boolean =>
  rankOf('EMAIL', title) !== null && !UNSURE.has(plain(title));

/** Titles of further addresses of the same person, such as `E-mail 2 - Value` and `Адрес 2 эл. почты`. */
const OTHERS = new Set(
  `other email, other e-mail, secondary email, secondary e-mail, additional email, alternate email, alternative email,
    personal email, private email, home email, другой email, другой e-mail, дополнительный email, дополнительный e-mail,
    домашний email, домашний e-mail, личная почта, рабочая почта, другая почта`
    .split(',')
    .map(plain),
);

export function isOtherEmail(title: string): boolean {
  const words = plain(title).split(' ');
  const number = words.findIndex((word) => /^\d$/.test(word));
  const first = words.with(Math.max(number, 0), '1').join(' ');
  const bareTitle = words.filter((_, index) => index !== number).join(' ');
  return OTHERS.has(plain(title)) || isSurelyEmail(bareTitle) || (number >= 0 && isSurelyEmail(first));
}
