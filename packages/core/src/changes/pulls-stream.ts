import type { ChangeStream } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";

/** Pull requests by their own clock, which reviews and pushes may move alone. The list takes no `since`. */
export const pullsStream: ChangeStream = {
  name: "pulls",
  read(client, target, checkpoint, options) {
    // Each row embeds two repositories: fifty are a megabyte.
    const pageSize = Math.min(options.pageSize ?? 50, 50);
    return walkDescending(client, target, checkpoint, { ...options, pageSize });
  },
};
