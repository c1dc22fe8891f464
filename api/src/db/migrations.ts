import { Migration20261121160352_accounts } from './migrations/Migration20261121160352_accounts.ts';
import { Migration20261121103454_foundation } from './migrations/Migration20261121103454_foundation.ts';

/** Every migration in its order; a new one is added at the end. */
export const migrationsList = [
  { name: 'Migration20261121103454_foundation', class: Migration20261121103454_foundation },
  { name: 'Migration20261121160352_accounts', class: Migration20261121160352_accounts },
];
