import { expect, test } from 'vitest';
import { clientWith, mail, sent, serverWith } from '../../../test/smtp-client.ts';

const envelopeId = 'abcdefghijklmnopqrstuvwxyz';
const said = (commands: string[]) => commands.filter((command) => /^(?:MAIL|RCPT)/.test(command));

test('where reports can be asked for, the headers alone come back, with an id, and only of failures', async () => {
  const server = await serverWith(undefined, { extensions: ['PIPELINING', 'DSN'] });
  expect(await clientWith(server).send({ ...mail, envelopeId })).toEqual(sent);
  expect(said(server.commands)).toEqual([
    `MAIL FROM:<${mail.from}> RET=HDRS ENVID=${envelopeId}`,
    `RCPT TO:<${mail.to}> NOTIFY=FAILURE`,
  ]);
});

test('nothing is said of reports to other servers, or of mails whose reports nobody reads', async () => {
  const plain = await serverWith(undefined, { extensions: ['PIPELINING'] });
  expect(await clientWith(plain).send({ ...mail, envelopeId })).toEqual(sent);
  const able = await serverWith(undefined, { extensions: ['DSN'] });
  expect(await clientWith(able).send(mail)).toEqual(sent);
  for (const { commands } of [plain, able])
    expect(said(commands)).toEqual([`MAIL FROM:<${mail.from}>`, `RCPT TO:<${mail.to}>`]);
});
