import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testApp } from '../../../test/database.ts';
import { classifyReply, ruleFor } from '../../platform/smtp/classify-reply.ts';
import { replyRules } from '../../platform/smtp/reply-rules.ts';
import { failureOf, failureReasonSql } from './failure-reason-sql.ts';

/** What the rules for replies make of an attempt. */
function expected(reply: string): string {
  const rule = ruleFor(reply);
  return (rule && failureOf(rule)) ?? (reply.startsWith('5') ? 'REFUSED' : 'REFUSED_FOR_NOW');
}

async function inDatabase(replies: string[]): Promise<string[]> {
  const { orm } = await testApp();
  const rows = await orm.em.fork().execute<{ reason: string }[]>(
    `select failure_reason('FAILURE', left(reply, 1)::int * 100, reply) as reason
       from jsonb_array_elements_text(?::jsonb) with ordinality as given (reply, place) order by place`,
    [JSON.stringify(replies)],
  );
  return rows.map(({ reason }) => reason);
}

const withCode = (first: string, code: string) => [
  `${first}50 ${first}.${code} Some words`,
  `${first}50-first line\n${first}50 (#${first}.${code} and more`,
];

const withWord = (first: string, word: string) => [
  `${first}50 Sorry, ${word.trimStart().toUpperCase()} (anna@example.org)`,
  `${first}50-${first}.0.0 See below\n${first}50 ${first}.0.0   ${word}`,
];

/** Every word and code of the rules, as replies put them, and what the samples of bounces say. */
function replies(): string[] {
  const ofRules = replyRules.flatMap(({ classes, codes = [], words = [] }) =>
    [...classes].flatMap((first) => [
      codes.map((code) => withCode(first, code)),
      words.map((word) => withWord(first, word)),
    ]),
  );
  const folder = new URL('../../../test/bounces/', import.meta.url);
  const ofSamples = readdirSync(folder).flatMap(
    (name) =>
      readFileSync(new URL(name, folder), 'latin1')
        .match(/\b[45]\d\d[ -][^\r\n]+/g)
        ?.slice(0, 20) ?? [],
  );
  return [
    ...ofRules.flat(2),
    ...ofSamples,
    '450 4.2.1 busy',
    '550 Nothing that anybody knows',
    '421 4.3.2',
    '554 spamfan@example.org',
  ];
}

test('the database counts failures by the same rules that decide what a reply means', async () => {
  const all = [...new Set(replies())];
  expect(all.length).toBeGreaterThan(500);
  const found = await inDatabase(all);
  const differing = all.flatMap((reply, at) =>
    found[at] === expected(reply) ? [] : [{ reply, database: found[at], rules: expected(reply) }],
  );
  expect(differing).toEqual([]);
});

test('a missing domain and a closed mailbox are told from a mailbox that never was', async () => {
  const said = [
    '550 5.1.2 Host unknown',
    '550 5.2.1 disabled',
    '550 5.1.1 unknown user',
    '550 mailbox is inactive',
  ];
  expect(await inDatabase(said)).toEqual([
    'NO_SUCH_DOMAIN',
    'MAILBOX_DISABLED',
    'NO_SUCH_MAILBOX',
    'MAILBOX_DISABLED',
  ]);
  for (const reply of said) expect(classifyReply(reply).kind).toBe('NO_MAILBOX');
});

test('the last migration of the function has all the rules: after a change of them write another', async () => {
  const { orm } = await testApp();
  const [row] = await orm.em
    .fork()
    .execute<{ body: string }[]>("select prosrc as body from pg_proc where proname = 'failure_reason'");
  const [, body] = failureReasonSql().split('$$');
  expect(row!.body.trim()).toBe(body!.trim());
});
