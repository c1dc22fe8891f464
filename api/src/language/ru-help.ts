/** The help texts of commands in Russian, by the English text. */
export const ruHelp: Readonly<Record<string, string>> = {
  'Usage:': 'Использование:',
  'Arguments:': 'Аргументы:',
  'Options:': 'Параметры:',
  'Commands:': 'Команды:',
  'display help for command': 'показать эту справку',
  'Erases a person for good: deletes the recipient and takes the address out of deliveries and events. Counts and a suppression stay.':
    'Стирает данные человека навсегда: удаляет получателя и убирает адрес из доставок и событий. Счётчики и запрет на отправку остаются.',
  "the owner of the person's data": 'владелец данных этого человека',
  'Email mailings, from the command line.': 'Email-рассылки из командной строки.',
  'how much to print, 0 to 3': 'подробность вывода, от 0 до 3',
  'the language, ru or en; by default that of POSTLINE_LANG or LANG':
    'язык, ru или en; по умолчанию из POSTLINE_LANG или LANG',
  'Shows or changes how much may be sent, over all processes together; takes effect within a second.':
    'Показывает или меняет ограничения отправки для всех процессов вместе; действует через секунду.',
  'messages a second, or "none" for no limit': 'писем в секунду, none — без ограничения',
  'simultaneous connections': 'одновременных соединений',
  'Launches a mailing and sends it in this process, until it has ended.':
    'Запускает рассылку и отправляет её в этом процессе до конца.',
  'ALL, FAILED_ONLY or NOT_YET_SENT': 'ALL, FAILED_ONLY или NOT_YET_SENT',
  'try again later what the server refuses temporarily': 'повторять позже то, что сервер пока не принимает',
  'Sends mail; any number of workers may run.': 'Отправляет письма; отправителей может быть сколько угодно.',
  'Serves API and pages, and sends; [addr:]port defaults to HOST and PORT.':
    'Обслуживает API и страницы и отправляет письма; [адрес:]порт, если их не задают PORT и HOST.',
  'only serve; separate workers send': 'только обслуживать; отправляют отдельные процессы worker',
  'Runs everything: database, mail catcher, server and workers.':
    'Запускает всё: базу данных, перехват писем, сервер и отправителей.',
  'Empties the cache.': 'Очищает кэш.',
  'the address to log in with': 'адрес для входа',
  'the name': 'имя',
  'read the password from standard input': 'прочитать пароль из стандартного ввода',
  'Creates a user who may do everything.': 'Создаёт суперпользователя.',
  'Creates a user in the group Users; the address needs no confirmation.':
    'Создаёт пользователя в группе Users; адрес подтверждать не нужно.',
  'Creates a user in the group Managers; the address needs no confirmation.':
    'Создаёт пользователя в группе Managers; адрес подтверждать не нужно.',
  'Creates the group Managers, or resets its permissions.':
    'Создаёт группу Managers или восстанавливает её права.',
  'Creates a group: manager.': 'Создаёт группу: manager.',
  'Adds a user to a group, such as Managers.': 'Добавляет пользователя в группу, например Managers.',
  'Creates missing sample posts of the blog.': 'Создаёт недостающие примеры статей блога.',
  'Creates the usual intervals that are missing.': 'Создаёт недостающие обычные интервалы.',
  'Migrates the database, and creates missing groups, intervals and sample posts.':
    'Применяет миграции и создаёт недостающие группы, интервалы и примеры статей.',
  'Brings the database up to date.': 'Применяет миграции к базе данных.',
  'only check whether it is up to date: exit code 2 if not':
    'только проверить, актуальна ли она: код 2, если нет',
  'Loads fixtures as dumpdata writes them, all or nothing; demo and demo-ru are built in.':
    'Загружает фикстуры, записанные dumpdata, все или ни одной; demo и demo-ru встроены.',
  'make everything belong to this user': 'сделать владельцем всего этого пользователя',
  'Writes everything, or some models such as recipients, as fixtures in JSON.':
    'Записывает всё или некоторые модели, например recipients, как фикстуры в JSON.',
  'only what belongs to this user': 'только то, что принадлежит этому пользователю',
  'into this file instead of standard output': 'в этот файл, а не в стандартный вывод',
  'everything except these': 'всё, кроме этих',
  'include password hashes; without them users must reset their passwords':
    'с хешами паролей; без них пользователям придётся восстанавливать пароли',
  'Writes a migration for changed entities; for developers.':
    'Создаёт миграцию для того, что изменилось в сущностях; для разработчиков.',
  'only check whether one is missing: exit code 2 if so':
    'только проверить, нужна ли миграция: код 2, если нужна',
  "Sets a user's password and ends all their sessions.": 'Меняет пароль пользователя и завершает его сеансы.',
  "Writes a user's recipients to a CSV file that can be imported again.":
    'Записывает получателей пользователя в файл CSV, который можно импортировать снова.',
  'the owner of the recipients': 'владелец получателей',
  'only recipients in this list': 'только из этого списка',
  'only recipients in this segment': 'только из этого сегмента',
  'only recipients with these statuses, separated by commas': 'только с этими статусами, через запятую',
  'only recipients whose name or address contains this': 'только те, чьё имя или адрес содержит этот текст',
  "more conditions as JSON, in the form of the API's RecipientFilter":
    'другие условия в виде JSON, как в RecipientFilter из API',
  'comma, semicolon or tab; by default depends on the language':
    'comma, semicolon или tab; по умолчанию зависит от языка',
  "Ends a user's mail to the addresses of a CSV or .xlsx file.":
    'Прекращает письма пользователя на адреса из файла CSV или .xlsx.',
  'the user whose mail they no longer get': 'пользователь, чьих писем они больше не получают',
  'the reason if the file has none: unsubscribed, bounced or complained':
    'причина, если её нет в файле: unsubscribed, bounced или complained',
  'the owner of the imported recipients': 'владелец импортируемых получателей',
  'a list to add them to, created if missing; may be repeated':
    'список, в который их добавить; создаётся, если его нет; можно повторять',
  'the column with the addresses, if it is not detected': 'столбец с адресами, если он не определился',
  'what a column becomes, such as "Mobile=attribute:phone"; may be repeated':
    'чем становится столбец, например «Мобильный=attribute:phone»; можно повторять',
  'the encoding, such as windows-1251, if it is not detected':
    'кодировка, например windows-1251, если она не определилась',
  'what happens to existing recipients': 'что делать с получателями, которые уже есть',
  'what an empty cell means for an existing value': 'что означает пустая ячейка для имеющегося значения',
  'write the rejected rows to this file, with line, column and reason':
    'записать в этот файл отклонённые строки с номером, столбцом и причиной',
  'check and count the rows without saving anything': 'проверить и посчитать строки, ничего не сохраняя',
  'Lists the migrations, with [X] for applied ones.': 'Показывает список миграций, [X] у применённых.',
  'Prints the SQL of a migration, by name, a part of it, or number.':
    'Показывает SQL миграции: её название, часть названия или номер.',
  'Checks the configuration.': 'Проверяет настройки.',
  'also check that it is ready for the public internet':
    'также проверить готовность к работе в открытом интернете',
  'also try to reach database, jobs, cache and SMTP server':
    'также проверить, доступны ли база данных, задания, кэш и SMTP-сервер',
  'Builds the web client if it is missing or out of date.':
    'Собирает веб-клиент, если его нет или он устарел.',
  'remove what was built before': 'удалить собранное раньше',
  'ask no questions': 'ничего не спрашивать',
  'Creates an API token, which is printed once.': 'Создаёт токен API и показывает его один раз.',
  'what it may do: READ, WRITE, SEND': 'что разрешено токену: READ, WRITE, SEND',
  'a name to recognise it by': 'название, чтобы отличить его от других',
  'how many days it is valid, at most 366': 'срок действия в днях, не больше 366',
  'Opens a prompt, or runs code, with the database, its entities and the use cases.':
    'Открывает приглашение или выполняет код, которому доступны база данных, её сущности и действия.',
  'run this code instead': 'выполнить этот код',
  'Writes everything in the database to a file, without stopping anything.':
    'Записывает в файл всё содержимое базы данных, не останавливая работу.',
  'Restores a backup into an empty database; nothing is sent.':
    'Восстанавливает резервную копию в пустую базу данных; ничего при этом не отправляется.',
  'Adds the people of a CSV or .xlsx file to the recipients of a user.':
    'Добавляет людей из файла CSV или .xlsx в получатели пользователя.',
  'replace existing data': 'заменить существующие данные',
  'the sheet of a workbook, or the file of a ZIP archive; by default the first':
    'лист книги или файл ZIP-архива; по умолчанию первый',
};
