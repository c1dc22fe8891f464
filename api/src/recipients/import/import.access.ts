import { accessTo } from '../../access/owned-things.ts';
import { RecipientImport } from './recipient-import.entity.ts';
import { Upload } from './uploads/upload.entity.ts';

export const { visibleTo: visibleImports, get: getImport } = accessTo(
  RecipientImport,
  'can_view_all_recipients',
);
export const { get: getUpload } = accessTo(Upload, 'can_view_all_recipients');
