import { CombinedError } from '@urql/core';
import { GraphQLError } from 'graphql';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Form } from './form.svelte.ts';

const schema = () =>
  v.object({ name: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter a name.')), note: v.string() });

function refusal(...problems: { path: string[]; message: string }[]) {
  const extensions = {
    code: 'INVALID',
    problems: problems.map(({ path, message }) => ({ path, message, code: 'X', severity: 'ERROR' })),
  };
  return new CombinedError({ graphQLErrors: [new GraphQLError('Invalid', { extensions })] });
}

function formWith(answers: (CombinedError | undefined)[]) {
  const sent: unknown[] = [];
  const submit = async (output: unknown) => {
    sent.push(output);
    return answers.shift();
  };
  return { sent, form: new Form({ name: '', note: '' }, { schema, submit }) };
}

test('complains only after the first try', async () => {
  const { form, sent } = formWith([]);
  expect(form.errors).toEqual({});
  expect(await form.send()).toBe(false);
  expect(form.errors).toEqual({ name: 'Enter a name.' });
  form.values.name = 'News';
  expect(form.errors).toEqual({});
  expect(sent).toEqual([]);
});

test('sends what the schema makes of it, and is clean afterwards', async () => {
  const { form, sent } = formWith([undefined]);
  form.values.name = '  News ';
  expect(form.isDirty).toBe(true);
  expect(await form.send()).toBe(true);
  expect(sent).toEqual([{ name: 'News', note: '' }]);
  expect(form.isDirty).toBe(false);
});

test('shows a refusal beside its field until the value changes', async () => {
  const { form } = formWith([
    refusal({ path: ['name'], message: 'Taken.' }, { path: ['owner'], message: 'Blocked.' }),
  ]);
  form.values.name = 'News';
  expect(await form.send()).toBe(false);
  expect(form.errors).toEqual({ name: 'Taken.' });
  expect(form.problems.map(({ message }) => message)).toEqual(['Blocked.']);
  form.values.name = 'Other news';
  expect(form.errors).toEqual({});
});

test('says a failure without problems in one sentence', async () => {
  const failure = new CombinedError({ networkError: new Error('refused') });
  const { form } = formWith([failure, undefined]);
  form.values.name = 'News';
  await form.send();
  expect(form.sentence).toContain('reach the server');
  await form.send();
  expect(form.sentence).toBeUndefined();
});

test('starts over from other values', () => {
  const { form } = formWith([]);
  form.values.name = 'typed';
  form.reset({ name: 'given', note: '' });
  expect(form.values.name).toBe('given');
  expect(form.isDirty).toBe(false);
});
