/** Texts about the checks before a launch, in Russian. */
export const ruPreflight = {
  EXAMPLE_PERSON: 'Получатель',
  PREFLIGHT_FAILURES:
    'Не удаётся составить письма: {count|получатель|получателя|получателей}. Доставить их не получится. Исправьте шаблон или данные получателей.',
  PREFLIGHT_GAPS:
    'В письмах будет пропуск: {count|получатель|получателя|получателей}. Нет значения, которое выводит сообщение. Задайте замену фильтром default.',
  PREFLIGHT_GAP: 'Нет значения: {names}.',
  PREFLIGHT_SUBJECTS_EMPTY: 'Тема будет пустой: {count|получатель|получателя|получателей}.',
  PREFLIGHT_LINKS_EMPTY: 'Никуда не ведут: {count|ссылка|ссылки|ссылок}.',
  PREFLIGHT_LINK_WRONG: 'Ссылка {link} — не адрес: она должна начинаться с https:// и не содержать пробелов.',
  PREFLIGHT_LINK_PLAIN: 'Ссылка {link} без шифрования: используйте https://.',
  PREFLIGHT_HEAVY:
    'Вложения добавляют к каждому письму {size} МБ, для {count|человека|человек|человек} это {total} МБ. Со ссылкой письма меньше.',
  PREFLIGHT_CLIPPED:
    'HTML занимает до {size} кБ. Gmail показывает 102 кБ и скрывает остальное вместе со ссылкой для отписки: сократите его.',
  PREFLIGHT_NO_UNSUBSCRIBE:
    'В письме не видно ссылки для отписки. Gmail и Yahoo требуют её в тексте: добавьте ссылку на unsubscribeUrl.',
  PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE:
    'Нет ссылки для отписки в {count|письме|письмах|письмах}: Gmail и Yahoo требуют её. Поставьте ссылку на unsubscribeUrl вне условий.',
  PREFLIGHT_HIDDEN: 'Есть невидимый символ {sign}: фильтры принимают его за уловку. Удалите его.',
  PREFLIGHT_IMAGES_ALONE:
    'В письме почти одни картинки: многие их не увидят, а фильтры примут письмо за спам. Добавьте текст.',
  PREFLIGHT_TEXT_EMPTY: 'В письме нет видимого текста.',
  PREFLIGHT_DATA_IMAGES:
    'Картинки вложены в HTML (data:): Gmail и Outlook их не показывают. Поставьте на них ссылки.',
  PREFLIGHT_ACTIVE: 'Почтовые программы удаляют элемент {name}. Уберите его.',
  PREFLIGHT_LINKS_LEAD_PLAIN:
    'Ссылки для отписки начинаются с http://, а Gmail и Yahoo ждут https://. Администратор может задать BASE_URL.',
  PREFLIGHT_SAMPLED: 'Проверена только случайная выборка: {checked} из {count}.',
  PREFLIGHT_SPAM:
    'Спам-фильтр не пропустил бы это письмо просто так ({action}): оценка {score} из {required}. Главные причины: {reasons}.',
  PREFLIGHT_SPAM_UNEXPLAINED:
    'Спам-фильтр не пропустил бы это письмо просто так ({action}) и не объяснил почему: оценка {score} из {required}.',
  PREFLIGHT_SPAM_AWAY: 'Оценка спам-фильтра неизвестна: с ним нет связи.',
  PREFLIGHT_SPAM_SLOW: 'Оценка спам-фильтра неизвестна: он не ответил за {seconds|секунду|секунды|секунд}.',
  PREFLIGHT_SPAM_PASSWORD:
    'Оценка спам-фильтра неизвестна: он не принял пароль. Администратор может исправить RSPAMD_URL.',
  PREFLIGHT_SPAM_UNUSABLE: 'Оценка спам-фильтра неизвестна: его ответ не удалось понять.',
  HOURS_NO_DAY: 'Выберите хотя бы один день.',
  HOURS_NO_TIME: 'Введите время, например 09:00.',
  HOURS_EMPTY: 'Конец должен отличаться от начала.',
  CLI_WAITS: 'Ждём до {until}: сейчас эту рассылку отправлять нельзя.',
};
