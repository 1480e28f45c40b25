/** Whether a token can be sent as it is. What cannot, such as one with a line break, would look like a network that is down. */
export function standsInHeader(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
