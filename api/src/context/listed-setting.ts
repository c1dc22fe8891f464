/** A setting of the environment with its value, without secrets. */
export interface ListedSetting {
  key: string;
  /** The value, with passwords masked; null if it is a secret, or has neither a value nor a default. */
  value: string | null;
  isSecret: boolean;
  /** Whether it is set; otherwise the default applies. */
  isSet: boolean;
}
