import type { MailInput, MessageSource } from '../../src/messages/rendering/compile-message.ts';

export const runHeaders = {
  runId: 42,
  domain: 'news.example.org',
  from: { name: 'Рассылка', address: 'news@example.org' },
  replyTo: { name: 'Ольга Иванова', address: 'olga@example.org' },
};

const greeting =
  '<h1>Hello {{ recipient.fullName | default: "friend" }},</h1><p>Привет, {{ recipient.fullName }} из города ' +
  '{{ recipient.attributes.city }}!</p><p>{{ mailing.name }} by {{ sender.fullName }}: {{ recipient.email }}</p>';
const farewell = '<p><a href="{{ unsubscribeUrl }}">Unsubscribe</a></p>';
const filler =
  '<p>A paragraph of the newsletter with a <a href="https://example.org/offer?id=7">link</a> in it.</p>\n';

/** Returns a message of about so many bytes, with placeholders. */
export function messageOf(bytes: number): MessageSource {
  const lines = Math.max(1, Math.round((bytes - greeting.length - farewell.length) / filler.length));
  const body = `<html><body>${greeting}${filler.repeat(lines)}${farewell}</body></html>`;
  return { subject: 'News for {{ recipient.fullName }}', body, format: 'HTML' };
}

/** Returns what a mail to the n-th person is made of. */
export function mailInputOf(n: number): MailInput {
  const fullName = n % 2 === 0 ? `Иван Петров ${n}` : `John O'Neill ${n}`;
  const email = `person${n}@example.com`;
  const unsubscribeUrl = `https://news.example.org/unsubscribe/${'a'.repeat(40)}${n}`;
  return {
    deliveryId: n,
    address: email,
    name: fullName,
    unsubscribeUrl,
    values: {
      recipient: { fullName, email, attributes: { city: n % 3 === 0 ? 'Москва' : 'Oslo' } },
      mailing: { name: 'Weekly news' },
      sender: { fullName: 'Olga & Co' },
      unsubscribeUrl,
    },
  };
}
