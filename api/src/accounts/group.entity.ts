import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { User } from './user.entity.ts';

@ObjectType({ description: 'A permission, named as in Django.', simpleResolvers: true })
@Entity()
export class Permission {
  declare [PrimaryKeyProp]?: 'codename';

  @Field(() => String, { description: 'The codename, such as can_view_all_mailings.' })
  @PrimaryKey({ type: 'text' })
  codename!: string;
}

@ObjectType({ description: 'Users who share permissions.', simpleResolvers: true })
@Entity({ tableName: 'group' })
export class Group {
  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @Field(() => String, { description: 'The name, such as Managers.' })
  @Property({ type: 'text' })
  @Unique({ name: 'group_name_unique' })
  name!: string;
}

@Entity()
export class GroupPermission {
  declare [PrimaryKeyProp]?: ['group', 'permission'];

  @ManyToOne(() => Group, { primary: true, ref: true, deleteRule: 'cascade' })
  group!: Ref<Group>;

  @ManyToOne(() => Permission, { primary: true, ref: true, deleteRule: 'cascade', fieldName: 'codename' })
  permission!: Ref<Permission>;
}

@Entity()
export class GroupMember {
  declare [PrimaryKeyProp]?: ['user', 'group'];

  @ManyToOne(() => User, { primary: true, ref: true, deleteRule: 'cascade' })
  user!: Ref<User>;

  @ManyToOne(() => Group, {
    primary: true,
    ref: true,
    deleteRule: 'cascade',
    index: 'group_member_group_index',
  })
  group!: Ref<Group>;
}
