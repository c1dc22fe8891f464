/** Results of jobs are stored in English; these are the same in Russian, by the English text. */
export const ruJobResults: readonly [RegExp, string][] = [
  [/\bStarts made up: /g, 'Наверстано запусков: '],
  [/\bComing starts: /g, 'Предстоящих запусков: '],
  [/\bJobs lost: /g, 'Потеряно заданий: '],
  [/\bSessions deleted: /g, 'Удалено сеансов: '],
  [/\bUnconfirmed accounts deleted: /g, 'Удалено неподтверждённых учётных записей: '],
  [/\bUploads deleted: /g, 'Удалено загрузок: '],
  [/\bRuns of jobs deleted: /g, 'Удалено записей о заданиях: '],
  [/\bEntries of the audit log deleted: /g, 'Удалено записей журнала действий: '],
  [/\bRuns whose deliveries were dropped: /g, 'Запусков, чьи доставки удалены: '],
  [/\bDomains: /g, 'Доменов: '],
  [/\bDays and months summed: /g, 'Сложено дней и месяцев: '],
  [/\bMailing (\d+): LAUNCHED\./g, 'Рассылка $1: отправка началась.'],
  [/\bMailing (\d+): DROPPED\./g, 'Рассылка $1: запуск пропущен.'],
  [/\bMailing (\d+): REFUSED\./g, 'Рассылка $1: запуск отклонён.'],
  [/\bMailing (\d+): NOT_DUE\./g, 'Рассылка $1: время не пришло.'],
  [/\bIts process died\./g, 'Процесс, который его выполнял, прервался.'],
];
