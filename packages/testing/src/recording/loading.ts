import type { World } from "../truth/world.ts";
import type { RecordableView } from "../wire/rest/views/recordable.ts";

/** A recording on its way into a world. */
export interface Loading {
  readonly world: World;
  /** Lets a view answer with what was recorded of something, as soon as all is loaded. */
  keep<Source extends object, View>(
    view: RecordableView<Source, View>,
    source: Source,
    recorded: object,
  ): void;
  /** Keeps it all, parts before the wholes that show them: what the whole adds is kept apart. */
  finish(): void;
}

/** Begins to load into a world. */
export function createLoading(world: World): Loading {
  const parts: (() => void)[] = [];
  return {
    world,
    keep: (view, source, recorded) => void parts.push(() => view.keep(source, recorded)),
    finish() {
      for (const keepPart of parts.splice(0)) {
        keepPart();
      }
    },
  };
}
