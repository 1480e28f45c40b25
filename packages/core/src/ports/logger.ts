/** Where ghsync logs to. Pino's loggers and the console fit; options take any subset of the methods. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
