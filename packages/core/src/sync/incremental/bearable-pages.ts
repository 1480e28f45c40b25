import type { ChangePage, ChangeStream } from "../../changes/change-stream.ts";
import {
  pageTooHeavy,
  smallerPage,
  tellsHeavyPage,
  withPageSize,
} from "../../changes/page-size.ts";
import { largerBatch } from "../../hydrate/batch-size.ts";
import type { StreamCheckpoint } from "../../ports/sync-state.ts";
import type { ConnectedRun } from "../run/run.ts";

/**
 * One pass of a stream, by pages as long as GitHub bears: where it gives up on one, though the repository answers, the pass goes on
 * from the page before by pages half as long. They grow again with each pass that leaves no ETag; an idle stream's stay, since
 * its ETag is good for that URL alone.
 */
export async function* bearablePages(
  { client, githubId, fullName, signal, options }: ConnectedRun,
  stream: ChangeStream,
  from: StreamCheckpoint,
): AsyncGenerator<ChangePage> {
  const { overlapMs, pageSize: most } = options;
  let checkpoint = from;
  let size = Math.min(from.pageSize ?? most, most);
  for (;;) {
    const target = { githubId, fullName: fullName() };
    const read = { overlapMs, pageSize: size, signal };
    try {
      for await (const page of stream.read(client, target, checkpoint, read)) {
        if (page.done && !page.checkpoint.etag) size = largerBatch(size, most);
        checkpoint = withPageSize(page.checkpoint, size, most);
        yield { ...page, checkpoint };
      }
      return;
    } catch (error) {
      if (!tellsHeavyPage(error)) throw error;
      const smaller = smallerPage(size);
      if (smaller === undefined) throw pageTooHeavy(error, size);
      await client.get(`/repositories/${githubId}`, { signal });
      size = smaller;
    }
  }
}
