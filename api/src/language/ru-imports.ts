/** Texts about uploads, imports and changes of many recipients, in Russian. */
export const ruImports = {
  UPLOAD_EMPTY: 'Файл пуст.',
  UPLOAD_NO_TEXT: 'Это не таблица. Сохраните её в формате .xlsx или CSV и попробуйте ещё раз.',
  UPLOAD_BROKEN_ARCHIVE: 'Книга или архив повреждены. Сохраните файл заново и попробуйте ещё раз.',
  UPLOAD_LOCKED: 'Файл защищён паролем. Сохраните его без пароля и попробуйте ещё раз.',
  UPLOAD_NESTED_ARCHIVE: 'В архиве нет таблиц, только другие архивы. Распакуйте его и попробуйте ещё раз.',
  UPLOAD_NOTHING_INSIDE: 'В этом файле нет таблицы.',
  UPLOAD_NO_SUCH_PART: 'В файле нет такого листа или такого вложенного файла.',
  UPLOAD_UNPACKED_TOO_LARGE:
    'В распакованном виде файл слишком велик. Сохраните таблицу в формате CSV размером не более {bound} МБ.',
  UPLOAD_TOO_LARGE: 'Файл должен быть не больше {bound} МБ.',
  UPLOAD_TOO_SLOW: 'Файл загружался слишком долго.',
  UPLOAD_QUOTA:
    'Ваши файлы занимают слишком много места. Дождитесь окончания импортов или отмените часть из них.',
  ENCODING_UNKNOWN: 'Такая кодировка не поддерживается.',
  ENCODING_UNCLEAR: 'Кодировку файла определить не удалось. Выберите её: {encodings}.',
  IMPORT_NO_EMAIL_COLUMN:
    'Ни в одном столбце нет адресов почты. Столбцы: {columns}. Если они определены неверно, выберите другой разделитель.',
  IMPORT_SEVERAL_EMAIL_COLUMNS: 'Адресом почты может быть только один столбец.',
  IMPORT_NO_SUCH_COLUMN: 'В файле нет столбца «{column}».',
  IMPORT_TOO_MANY_COLUMNS:
    'Слишком много столбцов: допускается не более {bound}. Уберите лишние и попробуйте ещё раз.',
  IMPORT_UNKNOWN_STATUS: 'По статусу «{value}» непонятно, можно ли отправлять письма.',
  IMPORT_UNCONFIRMED:
    'Подписка не подтверждена. Чтобы всё равно добавить таких людей, не импортируйте этот столбец.',
  IMPORT_OTHER_ADDRESSES: 'Сохранён только первый адрес. Не сохранено: {addresses}',
  IMPORT_ADDRESS_ELSEWHERE: 'Адрес взят из столбца «{column}».',
  IMPORT_NO_ROWS: 'В файле нет строк с данными.',
  IMPORT_BROKEN: 'Импорт не удалось закончить из-за внутренней ошибки.',
  IMPORT_UNREADABLE:
    'Файл не удалось прочитать: какая-то его часть требует слишком много времени или памяти.',
  IMPORT_FILE_GONE: 'Файл удалён.',
  IMPORT_NOT_CHECKED: 'Подтвердить можно только импорт, проверка которого закончена.',
  IMPORT_HAS_ENDED: 'Импорт уже закончен.',
  IMPORT_CANNOT_BE_UNDONE: 'Импорт можно отменить один раз и не позже чем через 24 часа после окончания.',
  CHANGE_HAS_ENDED: 'Изменение уже закончено.',
  CHANGE_CANNOT_BE_UNDONE: 'Изменение можно отменить один раз и не позже чем через 24 часа после окончания.',
  IMPORT_LINE: 'Строка',
  IMPORT_COLUMN: 'Столбец',
  IMPORT_RESULT: 'Итог',
  IMPORT_REASON: 'Причина',
  IMPORT_ROW: 'Данные',
  IMPORT_REJECTED: 'отклонена',
  IMPORT_SAVED: 'сохранена',
  IMPORT_UNLISTED:
    'Ещё {count|строка не показана|строки не показаны|строк не показано}: сохраняются первые 100 000.',
  IMPORT_IN_COLUMN: '{column}: {reason}',
};
