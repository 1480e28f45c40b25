const BLANKS = Buffer.alloc(64 * 1024, " ");

/** A body, and blanks behind it for as long as somebody reads: JSON allows them, so that it is whole only at an end that never comes. */
export async function* endlessBody(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
  for (;;) {
    yield BLANKS;
  }
}
