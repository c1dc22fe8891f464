/** The help of commands in Russian, by the English text. */
export const ruHelp: Readonly<Record<string, string>> = {
  'Usage:': 'Использование:',
  'Arguments:': 'Аргументы:',
  'Options:': 'Параметры:',
  'Commands:': 'Команды:',
  'display help for command': 'показать эту справку',
  'Email mailings, from the command line.': 'Email-рассылки из командной строки.',
  'how much to tell, 0 to 3': 'подробность вывода, от 0 до 3',
  'the language, ru or en, unless POSTLINE_LANG or LANG says it':
    'язык, ru или en; без него решают POSTLINE_LANG и LANG',
  'Shows or changes how much may be sent, over all processes together; holds within a second.':
    'Показывает или меняет ограничения отправки для всех процессов вместе; действует через секунду.',
  'messages a second, or "none" for no limit': 'писем в секунду, none — без ограничения',
  'connections at the same time': 'одновременных соединений',
  'Launches a mailing and sends it here, until it has ended.':
    'Запускает рассылку и отправляет её здесь до конца.',
  'ALL, FAILED_ONLY or NOT_YET_SENT': 'ALL, FAILED_ONLY или NOT_YET_SENT',
  'try again later what the server refuses for now': 'повторять позже то, что сервер пока не принимает',
  'Catches mails; started by others.': 'Перехватывает письма; запускается другими.',
  'Sends mail; any number of workers may run.': 'Отправляет письма; отправителей может быть сколько угодно.',
  'Serves API and pages, and sends; [addr:]port unless PORT and HOST say it.':
    'Обслуживает API и страницы и отправляет письма; [адрес:]порт, если их не задают PORT и HOST.',
  'only serve: workers send from elsewhere': 'только обслуживать: отправляют процессы worker',
  'Runs everything: database, mail catcher, server and workers.':
    'Запускает всё: базу данных, перехват писем, сервер и отправителей.',
  'Empties the cache.': 'Очищает кэш.',
  'the address to log in with': 'адрес для входа',
  'the name': 'имя',
  'read the password from standard input': 'прочитать пароль из стандартного ввода',
  'Makes a user who may do everything.': 'Создаёт суперпользователя.',
  'Makes a user in the group Users; the address needs no confirmation.':
    'Создаёт пользователя в группе Users; адрес подтверждать не нужно.',
  'Makes a user in the group Managers; the address needs no confirmation.':
    'Создаёт пользователя в группе Managers; адрес подтверждать не нужно.',
  'Makes the group Managers, or gives it its permissions again.':
    'Создаёт группу Managers или снова даёт ей её права.',
  'Makes a group: manager.': 'Создаёт группу: manager.',
  'Puts a user into a group, such as Managers.': 'Добавляет пользователя в группу, например Managers.',
  'Makes the sample posts of the blog that are missing.': 'Создаёт недостающие примеры статей блога.',
  'Makes the usual intervals where they are missing.': 'Создаёт недостающие обычные интервалы.',
  'Migrates, and makes groups, intervals and sample posts where they are missing.':
    'Применяет миграции и создаёт недостающие группы, интервалы и примеры статей.',
  'Brings the database up to date.': 'Применяет миграции к базе данных.',
  'only tell whether it is: exit code 2 where it is not': 'только сказать, актуальна ли она: код 2, если нет',
  'Loads fixtures as dumpdata writes them, all or nothing; demo and demo-ru are shipped.':
    'Загружает фикстуры, записанные dumpdata, целиком или никак; demo и demo-ru есть в поставке.',
  'give everything to this user, whoever it belonged to':
    'отдать всё этому пользователю, чьим бы оно ни было',
  'Writes everything, or some models such as recipients, as fixtures in JSON.':
    'Записывает всё или некоторые модели, например recipients, как фикстуры в JSON.',
  'only what belongs to this user': 'только то, что принадлежит этому пользователю',
  'into this file instead of standard output': 'в этот файл, а не в стандартный вывод',
  'all but these': 'всё, кроме этих',
  'with the hashes of passwords, without which users must recover theirs':
    'с хешами паролей; без них пользователи восстанавливают пароли',
  'Writes a migration for what changed in the entities; for developers.':
    'Создаёт миграцию для того, что изменилось в сущностях; для разработчиков.',
  'only tell whether one is missing: exit code 2 where it is':
    'только сказать, нужна ли миграция: код 2, если нужна',
  'Gives a user another password and ends all their sessions.':
    'Меняет пароль пользователя и завершает его сеансы.',
  "Writes a user's recipients to a CSV file that can be imported again.":
    'Записывает получателей пользователя в файл CSV, который можно импортировать снова.',
  'whose recipients': 'чьих получателей',
  'only those in this list': 'только из этого списка',
  'comma, semicolon or tab; by language unless given': 'comma, semicolon или tab; без него — по языку',
  'whose recipients they become': 'чьими получателями они станут',
  'a list to put them into, created if missing; may be repeated':
    'список, в который их добавить; создаётся, если его нет; можно повторять',
  'the column with the addresses, if it is not recognised': 'столбец с адресами, если он не распознан',
  'what a column becomes, such as "Mobile=attribute:phone"; may be repeated':
    'чем становится столбец, например «Мобильный=attribute:phone»; можно повторять',
  'the encoding, such as windows-1251, if it is not recognised':
    'кодировка, например windows-1251, если она не распознана',
  'what happens to recipients that exist already': 'что делать с получателями, которые уже есть',
  'what an empty cell does to an existing value': 'что пустая ячейка делает с имеющимся значением',
  'write the rejected rows there, with line, column and reason':
    'записать туда отклонённые строки с номером, столбцом и причиной',
  'check and count the rows, and save nothing': 'проверить и посчитать строки, ничего не сохраняя',
  'Lists the migrations, [X] for those that are applied.': 'Показывает список миграций, [X] у применённых.',
  'Prints the SQL of a migration: its name, a part of it, or its number.':
    'Показывает SQL миграции: её название, часть названия или номер.',
  'Tells whether the configuration is right.': 'Проверяет настройки.',
  'also tell what is not ready for the public internet':
    'также сказать, что не готово к работе в открытом интернете',
  'also try to reach database, jobs, cache and SMTP server':
    'также проверить, доступны ли база данных, задания, кэш и SMTP-сервер',
  'Builds the web client where it is missing or out of date.':
    'Собирает веб-клиент, если его нет или он устарел.',
  'remove what was built before': 'удалить собранное раньше',
  'ask nothing': 'ничего не спрашивать',
  'Makes an API token, which is printed once.': 'Создаёт токен API и показывает его один раз.',
  'what it may do: READ, WRITE, SEND': 'что ему можно: READ, WRITE, SEND',
  'a name that tells it from others': 'название, чтобы отличить его от других',
  'for how many days it works, at most 366': 'сколько дней он действует, не больше 366',
  'A prompt, or some code, with the database, its entities and the use cases at hand.':
    'Приглашение или код с базой данных, её сущностями и действиями под рукой.',
  'run this code instead': 'выполнить этот код',
  'Writes everything that the database holds to a file, while all goes on.':
    'Записывает в файл всё, что есть в базе данных; работа при этом не останавливается.',
  'Puts a backup into an empty database; nothing is sent by it.':
    'Восстанавливает резервную копию в пустую базу данных; ничего при этом не отправляется.',
  'Adds the people of a CSV or .xlsx file to the recipients of a user.':
    'Добавляет людей из файла CSV или .xlsx в получатели пользователя.',
  'put it in the place of what is there': 'заменить то, что там есть',
  'the sheet of a workbook, or the file of a ZIP archive; else the first':
    'лист книги или файл ZIP-архива; без этого берётся первый',
};
