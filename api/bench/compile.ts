import { performance } from 'node:perf_hooks';
import MailComposer from 'nodemailer/lib/mail-composer';
import {
  compileMessage,
  type MailInput,
  type MessageSource,
} from '../src/messages/rendering/compile-message.ts';
import { htmlEngine, plainEngine } from '../src/messages/rendering/liquid-engines.ts';
import { textTemplate } from '../src/messages/rendering/compile-text-part.ts';
import { quotedPrintable } from '../src/platform/mime/quoted-printable.ts';
import { report } from './table/report.ts';

// Renders a second of one message, beside a composer for each mail, and beside rendering whole texts and then
// encoding them.
const MILLISECONDS = 1500;
const runHeaders = {
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

function messageOf(bytes: number): MessageSource {
  const lines = Math.max(1, Math.round((bytes - greeting.length - farewell.length) / filler.length));
  const body = `<html><body>${greeting}${filler.repeat(lines)}${farewell}</body></html>`;
  return { subject: 'News for {{ recipient.fullName }}', body, format: 'HTML' };
}

function mailInputOf(n: number): MailInput {
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

async function rate(make: (mailInput: MailInput) => unknown): Promise<number> {
  for (let n = 0; n < 300; n++) await make(mailInputOf(n));
  let done = 0;
  const start = performance.now();
  while (performance.now() - start < MILLISECONDS) {
    for (let k = 0; k < 20; k++) {
      const made = make(mailInputOf(done++));
      if (made instanceof Promise) await made;
    }
  }
  return Math.round((done / (performance.now() - start)) * 1000);
}

function composeEach(message: MessageSource) {
  const html = htmlEngine.parse(message.body);
  const text = plainEngine.parse(textTemplate(message.body)!);
  const subject = plainEngine.parse(message.subject);
  return ({ address, name, values }: MailInput) =>
    new MailComposer({
      from: runHeaders.from,
      to: { name, address },
      subject: String(plainEngine.renderSync(subject, values)),
      text: String(plainEngine.renderSync(text, values)),
      html: String(htmlEngine.renderSync(html, values)),
    })
      .compile()
      .build();
}

function encodeWhole(message: MessageSource) {
  const html = htmlEngine.parse(message.body);
  const text = plainEngine.parse(textTemplate(message.body)!);
  return ({ values }: MailInput) =>
    Buffer.from(
      quotedPrintable(String(plainEngine.renderSync(text, values)), 76) +
        quotedPrintable(String(htmlEngine.renderSync(html, values)), 76),
      'latin1',
    );
}

for (const bytes of [1000, 20_000]) {
  const message = messageOf(bytes);
  const results = {
    'a composer per mail': await rate(composeEach(message)),
    'whole texts, then encoded': await rate(encodeWhole(message)),
    'compiled once': await rate(compileMessage(message, runHeaders)),
  };
  const compiled = results['compiled once'];
  for (const [way, perSecond] of Object.entries(results).slice(0, 2)) {
    report({
      work: `mails of ${message.body.length.toLocaleString('en')} characters, compiled once`,
      figure: `${compiled} mails/s`,
      baseline: `${way} ${perSecond} mails/s`,
      rounds: [compiled / perSecond],
    });
  }
}
