import type { EntityClass } from '@mikro-orm/postgresql';
import type { Group } from '../../accounts/group.entity.ts';
import { User } from '../../accounts/user.entity.ts';
import type { App } from '../../context/app.ts';
import { addToGroup } from '../../users/groups/add-to-group.ts';
import { entities } from '../entities.ts';
import { useCases } from './use-cases.ts';

/** The property that an entity is looked up by if a single word is given instead of conditions. */
const named: Record<string, string> = { User: 'email', Group: 'name', Interval: 'name', Mailing: 'name' };

/**
 * The names in the shell: `ctx`, `em`, each entity, each use case, and those of the services that Postline
 * replaces: `User.objects.get(…)`, `user.groups.add(…)`, `cache.clear()`, `print(…)`.
 */
export function shellWords(app: App, print: (line: string) => void): Record<string, unknown> {
  const ctx = app.asSystem();
  const words: Record<string, unknown> = {
    ...useCases,
    app,
    ctx,
    em: ctx.em,
    cache: { clear: () => ctx.cache.clear() },
    print: async (...values: unknown[]) =>
      print((await Promise.all(values)).map((value) => String(value)).join(' ')),
  };
  for (const entity of entities) words[entity.name] = withObjects(app, entity);
  words.get_user_model = () => words.User;
  return words;
}

/** An entity with Django's manager. The entity itself is not changed. */
function withObjects(app: App, entity: (typeof entities)[number]) {
  const { em } = app.asSystem();
  const target = entity as EntityClass<object>;
  const where = (wanted: unknown) =>
    typeof wanted === 'string' ? { [named[entity.name] ?? 'id']: wanted } : ((wanted ?? {}) as object);
  const objects = {
    count: (wanted?: unknown) => em.count(target, where(wanted) as never),
    all: () => em.find(target, {}),
    filter: (wanted: unknown) => em.find(target, where(wanted) as never),
    get: async (wanted: unknown) => withGroups(app, await em.findOneOrFail(target, where(wanted) as never)),
  };
  return new Proxy(entity, {
    get: (whole, key) => (key === 'objects' ? objects : (Reflect.get(whole, key) as unknown)),
  });
}

function withGroups<T extends object>(app: App, thing: T): T {
  if (!(thing instanceof User)) return thing;
  const { email } = thing;
  const add = async (...groups: Group[]) => {
    for (const { name } of groups) await addToGroup(app.asSystem(), { email, group: name });
  };
  return Object.defineProperty(thing, 'groups', { value: { add }, enumerable: false });
}
