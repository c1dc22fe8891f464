import { accessTo } from '../../access/owned-things.ts';
import { MailImage } from './mail-image.entity.ts';

export const { visibleTo: visibleMailImages, get: getMailImage } = accessTo(
  MailImage,
  'can_view_all_messages',
);
