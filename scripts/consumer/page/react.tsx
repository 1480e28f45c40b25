import { createRoot } from "react-dom/client";
import { Repository } from "./repository.js";
import { status } from "./status.js";

createRoot(document.querySelector("main") as HTMLElement).render(<Repository status={status} />);
