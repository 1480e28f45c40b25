const BLANKS = Buffer.alloc(64 * 1024, " ");

/** A body, followed by blanks for as long as it is read. JSON allows blanks at its end, so a reader never knows that it is complete. */
export async function* endlessBody(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
  for (;;) {
    yield BLANKS;
  }
}
