import { beforeAll, expect, test } from 'vitest';
import { answerRoot } from '../../test/answer-root.ts';
import { build } from '../../test/build.ts';
import { isFull } from '../../test/chaos.ts';
import { as } from '../../test/client.ts';
import { askedWith, nameOf, slotsOf } from '../../test/id-slots.ts';
import { fragments, isTooSlow, longTexts, timesControl } from '../../test/text-growth.ts';
import { worldOf, type World } from '../../test/world.ts';
import type { User } from '../accounts/user.entity.ts';
import { createSchema } from './schema.ts';

// Whatever can be a string in a request, including ids and cursors.
const schema = await createSchema();
const slots = slotsOf(schema, ['String', 'ID', 'JSONObject', 'DateTime', 'Upload']).filter(({ operation }) =>
  /^(?:Query|Mutation|Subscription)\./.test(operation),
);
const kinds = Object.values(fragments).flatMap((fragment) => longTexts(fragment));
// In full by `npm run test:chaos`; otherwise each place with some texts, and every text in some places.
const each = isFull ? 1 : 17;

let user: User;
let own: World;
beforeAll(async () => {
  user = await build.superuser();
  own = await worldOf(user);
});

test('strings are taken in many places', () => {
  expect(slots.length).toBeGreaterThan(100);
});

test.each(slots.map((slot, index) => ({ name: nameOf(slot), slot, index })))(
  '$name: a long text takes time that grows with its length alone',
  async ({ slot, index }) => {
    const client = as(user);
    const slow: string[] = [];
    for (let at = index % each; at < kinds.length; at += each) {
      const text = kinds[at]!;
      const times = await timesControl(() =>
        answerRoot(client, schema, askedWith(schema, slot, { id: text, own })).catch(() => null),
      );
      if (isTooSlow(times))
        slow.push(`${JSON.stringify(text.slice(0, 20))}: ${Math.round(times)} times the control`);
    }
    expect(slow).toEqual([]);
  },
);
