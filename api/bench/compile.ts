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
import { mailInputOf, messageOf, runHeaders } from './compile/sample-mails.ts';
import { report } from './table/report.ts';

// Renders a second of one message, beside a composer for each mail, and beside rendering whole texts and then
// encoding them.
const MILLISECONDS = 1500;
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
