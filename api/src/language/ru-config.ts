/** Errors of the configuration in Russian, by the English text. `(.*)` matches what varies. */
export const ruConfig: readonly [RegExp, string][] = [
  [/^must be a whole number$/, 'должно быть целым числом'],
  [/^must be at least (.*)$/, 'должно быть не меньше $1'],
  [/^must be at most (.*)$/, 'должно быть не больше $1'],
  [/^must be a URL that starts with (.*) or (.*)$/, 'должно быть адресом, который начинается с $1 или $2'],
  [/^cannot be used: (.*)$/, 'нельзя использовать: $1'],
  [/^must be 0 or 1$/, 'должно быть 0 или 1'],
  [/^must be an address or a name of this machine$/, 'должно быть адресом или именем этой машины'],
  [/^must have no login, question mark or # in it$/, 'не должно содержать логина, вопросительного знака и #'],
  [/^must be a number of messages a second$/, 'должно быть числом писем в секунду'],
  [
    /^must be more than 0; leave it out for no limit$/,
    'должно быть больше 0; без ограничения — не задавайте',
  ],
  [/^must have at least (\d+) characters$/, 'должно содержать не меньше $1 символов'],
  [
    /^must be former values of SECRET_KEY, .*$/,
    'должно быть прежними значениями SECRET_KEY через запятую, каждое не короче 32 символов',
  ],
  [
    /^must be how many proxies there are, or their addresses, such as (.*)$/,
    'должно быть числом прокси или их адресами, например $1',
  ],
  [
    /^must be origins such as (.*), with commas between them$/,
    'должно быть источниками вида $1 через запятую',
  ],
  [
    /^must be IP addresses, with commas between them, from which mail leaves$/,
    'должно быть IP-адресами через запятую, с которых уходит почта',
  ],
  [
    /^must be IP addresses of DNS servers, .*$/,
    'должно быть IP-адресами серверов DNS через запятую; после двоеточия можно указать порт',
  ],
  [
    /^must be a port, or an address and a port such as (.*)$/,
    'должно быть портом или адресом с портом, например $1',
  ],
  [
    /^must be service=secret with commas between them, .* at least (\d+) characters; services are (.*)$/,
    'должно быть парами сервис=секрет через запятую, секрет не короче $1 символов; сервисы: $2',
  ],
  [
    /^must be imaps:.*$/,
    'должно иметь вид imaps://пользователь:пароль@сервер/папка; особые знаки пароля кодируются процентами, после вопросительного знака возможны tls=never и verify=no',
  ],
  [
    /^must look like (http.*); a password.*$/,
    'должно иметь вид $1; особые знаки пароля кодируются процентами',
  ],
  [/^must be an email address$/, 'должно быть адресом электронной почты'],
  [/^must be (.*), (.*) or (.*)$/, 'должно быть $1, $2 или $3'],
  [/^must be (.*) or (.*)$/, 'должно быть $1 или $2'],
];

/** Translates an error to Russian; returns it in English if there is no translation. */
export function configInRussian(message: string): string {
  const known = ruConfig.find(([english]) => english.test(message));
  return known ? message.replace(known[0], known[1]) : message;
}
