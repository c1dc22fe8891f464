import { FieldResolver, Resolver, Root } from 'type-graphql';
import { dkimRecord, txtStrings } from '../../platform/dkim/dkim-key.ts';
import { DkimKey } from '../sender-domain.entity.ts';

@Resolver(() => DkimKey)
export class DkimKeyResolver {
  @FieldResolver(() => String, { description: 'The name of its TXT record.' })
  async recordName(@Root() { selector, domain }: DkimKey) {
    return `${selector}._domainkey.${(await domain.loadOrFail()).domain}`;
  }

  @FieldResolver(() => String, { description: 'The value of its TXT record.' })
  recordValue(@Root() { algorithm, publicKey }: DkimKey) {
    return dkimRecord(algorithm, publicKey);
  }

  @FieldResolver(() => [String], {
    description: 'The value as strings of at most 255 characters, for DNS providers that require them.',
  })
  recordStrings(@Root() { algorithm, publicKey }: DkimKey) {
    return txtStrings(dkimRecord(algorithm, publicKey));
  }
}
