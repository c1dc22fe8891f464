import * as fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { compileMessage } from './compile-message.ts';
import { JoinedLines } from './joined-lines.ts';
import { sampleMail, sampleRunHeaders } from './sample-mail.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

/** What a template with LF writes in its pieces, with the LF of the template made CRLF as for a mail. */
const piece = fc.oneof(
  fc.constantFrom('\r\n', '\r\nb', 'a\r\n').map((text) => ({ text, written: text.replaceAll('\r\n', '\n') })),
  fc.constantFrom('a', 'a\r', '\r', '\n', 'a\nb', '\r\ra', '').map((text) => ({ text, written: text })),
);

test('line ends are those of the whole text, wherever it is divided', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const emitter = new TextEmitter();
      const lines = new JoinedLines(emitter);
      for (const { text } of pieces) lines.write(text);
      lines.end();
      expect(withCrlf(emitter.buffer)).toBe(withCrlf(pieces.map(({ written }) => written).join('')));
    }),
  );
});

test.each([
  ['quoted-printable', ''],
  ['base64', 'Ж'.repeat(400)],
])('in %s a value that ends in CR before a line end makes no empty line', async (encoding, more) => {
  const source = {
    subject: 'A',
    body: `{{ mailing.name }}\nend {{ mailing.name }}\n${more}`,
    format: 'TEXT' as const,
  };
  const values = { ...sampleMail.values, mailing: { name: 'first\r' } };
  const mail = compileMessage(source, sampleRunHeaders)({ ...sampleMail, values });
  expect(mail.toString('latin1')).toContain(`Content-Transfer-Encoding: ${encoding}\r\n`);
  const { text } = await PostalMime.parse(mail);
  expect(text!.replaceAll('\r\n', '\n').trimEnd()).toBe(`first\nend first\n${more}`.trimEnd());
});
