import { hydrateRoot } from "react-dom/client";
import { Repository } from "./hydrated-repository.js";
import { status } from "./status.js";

hydrateRoot(document.querySelector("main") as HTMLElement, <Repository status={status} />);
